/** Times are milliseconds since the epoch, flags are 0 or 1. Integers fit into a JavaScript number. */
export interface Tables {
  readonly events: EventRow;
  readonly messages: MessageRow;
  readonly log_state: LogStateRow;
}

/** The columns have the same names in both databases. */
export interface EventRow {
  readonly id: number;
  readonly stored_at: number;
  readonly company: string;
  readonly source: string | null;
  readonly type: string;
  readonly received_at: string;
  readonly company_code: string | null;
  readonly document: string | null;
}

/** A message of a source that was stored as an event. */
export interface MessageRow {
  readonly event_id: number;
  readonly stored_at: number;
  readonly company: string;
  readonly message_id: string;
}

/** One row. The number of events cannot be computed from ids, which are times. 0 for no event. */
export interface LogStateRow {
  /** The first event that was ever stored. */
  readonly first_id: number;
  /** The newest event that was removed. */
  readonly removed_id: number;
  readonly last_id: number;
  /** Events that are in the log now. */
  readonly kept: number;
}
