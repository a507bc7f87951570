import type { ReadKind } from '../backends/backend.ts';

/** How long each kind of read is kept, in milliseconds. docs/operating.md shows this table; a test compares the two. */
export const TIMES_TO_LIVE: Readonly<Record<ReadKind, number>> = {
  /** A document of a source that is asked for one by its id: approved, so that it hardly changes. */
  invoice: 300_000,
  /** A page of a list that others take documents out of and put them into. */
  queue: 5_000,
  /** A page of such a list whose reader may be in the middle of it: a cursor names it, and it stays as it was. */
  listing: 3_600_000,
  /** A range of days with all of its documents. */
  range: 30_000,
  /** A line's matches. */
  matches: 60_000,
  /** An import job under way; one that has ended says so itself and is kept for an hour. */
  'import-job': 0,
  /** A page of column values. */
  columns: 60_000,
};
