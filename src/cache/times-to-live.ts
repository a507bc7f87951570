import type { ReadKind } from '../backends/backend.ts';

/** The time to live of each kind of read, in milliseconds. docs/operating.md shows this table, and a test compares the two. */
export const TIMES_TO_LIVE: Readonly<Record<ReadKind, number>> = {
  /** A document that is read by its id. It is approved, so that it rarely changes. */
  invoice: 300_000,
  /** A page of a list that other programs change. */
  queue: 5_000,
  /** A page of such a list that a cursor refers to: a reader who is in the middle of it sees it unchanged. */
  listing: 3_600_000,
  /** All documents of a range of days. */
  range: 30_000,
  /** The matches of a line. */
  matches: 60_000,
  /** A running import job is not kept. The read of a finished one sets its own time to live, an hour. */
  'import-job': 0,
  /** A page of column values. */
  columns: 60_000,
};
