import type { ReadKind } from '../backends/backend.ts';

/** How long each kind of read is kept, in milliseconds. The README shows this table; a test compares the two. */
export const TIMES_TO_LIVE: Readonly<Record<ReadKind, number>> = {
  /** A Lightyear document: approved, so that it hardly changes. */
  invoice: 300_000,
  /** A page of Lightyear's exportable list or of an Įvesk queue: others take documents out and put them in. */
  queue: 5_000,
  /** A page of Lightyear's list whose reader may be in the middle of it: a cursor names it, and it stays as it was. */
  listing: 3_600_000,
  /** A V6 range of days. */
  range: 30_000,
  /** A line's matches. */
  matches: 60_000,
  /** An import job under way; one that has ended says so itself and is kept for an hour. */
  'import-job': 0,
  /** A page of column values. */
  columns: 60_000,
};
