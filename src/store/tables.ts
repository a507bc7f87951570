import type { IndexTables } from './index/index-tables.ts';

/** Times are milliseconds since the epoch, flags are 0 or 1. Integers fit into a JavaScript number. */
/** The watch of an account by one of the gateways. */
export interface WatchRow {
  readonly company: string;
  readonly source: string;
  /** The gateway that watches it. */
  readonly holder: string;
  /** Increases with each new holder. */
  readonly epoch: number;
  readonly lease_until: number;
  readonly due_at: number;
  /** The place from which to continue, as JSON. */
  readonly progress: string;
  /** 1 once all of its documents were read. */
  readonly is_complete: number;
  /** The start of the last complete reading. */
  readonly as_of: number | null;
  /** Why the last reading failed. */
  readonly error_code: string | null;
  readonly error_message: string | null;
}

export interface Tables extends IndexTables {
  readonly events: EventRow;
  readonly messages: MessageRow;
  readonly log_state: LogStateRow;
  readonly writes: WriteRow;
  readonly write_keys: WriteKeyRow;
  readonly keyed_writes: KeyedWriteRow;
  readonly holders: HolderRow;
  readonly watches: WatchRow;
  readonly export_marks: ExportMarkRow;
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
  /** The source's key of the document, as JSON. */
  readonly subject: string | null;
  readonly write_id: string | null;
  /** The outcome of the write that was resolved. */
  readonly outcome: string | null;
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

export interface WriteRow {
  readonly id: string;
  readonly caller: string;
  readonly company: string;
  readonly source: string;
  readonly action: string;
  /** The source's key of the document, as JSON. */
  readonly subject: string | null;
  readonly idempotency_key: string | null;
  readonly outcome: string;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly result: string | null;
  readonly started_at: number;
  /** Later than `started_at` if it was sent again. */
  readonly last_sent_at: number;
  readonly ended_at: number | null;
  readonly is_inferred: number;
  /** When to look at the source for an unknown outcome. */
  readonly look_at: number | null;
  readonly looks: number;
  /** 1 if the last look at the source did not find the document in its list. */
  readonly was_gone: number;
  /** 1 if its outcome was unknown since it was last sent. */
  readonly was_unknown: number;
  /** The gateway that sends it. */
  readonly holder: string;
}

/** A caller's idempotency key, and the input that it stands for. */
export interface WriteKeyRow {
  readonly caller: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly expires_at: number;
}

/** A write of a key. */
export interface KeyedWriteRow {
  readonly caller: string;
  readonly key: string;
  readonly item: string;
  readonly write_id: string;
}

/** A gateway that sends writes. */
export interface HolderRow {
  readonly holder: string;
  readonly seen_at: number;
}

/** A document that was exported, and whose source cannot be told. */
export interface ExportMarkRow {
  readonly company: string;
  readonly source: string;
  readonly subject: string;
  readonly write_id: string;
}
