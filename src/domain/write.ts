/** Everything that the gateway changes at a source. */
export const WRITE_ACTIONS = [
  'MARK_EXPORTED',
  'REPORT_SYNC_ERROR',
  'UPLOAD_FILE',
  'START_IMPORT',
  'SUBSCRIBE_WEBHOOK',
] as const;

export type WriteAction = (typeof WRITE_ACTIONS)[number];

/**
 * IN_PROGRESS: it may have been sent. DONE: the source accepted it. REFUSED: the source refused it for good. UNKNOWN: no answer
 * tells. NOT_DONE: it was not carried out, and can be sent again.
 */
export const WRITE_OUTCOMES = ['IN_PROGRESS', 'DONE', 'REFUSED', 'UNKNOWN', 'NOT_DONE'] as const;

export type WriteOutcome = (typeof WRITE_OUTCOMES)[number];

/** A source is looked at for an unknown outcome at the earliest this long after the write: it may still carry it out. */
export const FIRST_LOOK_MS = 5_000;
