import { FIRST_LOOK_MS } from '../domain/write.ts';
import type { Unresolved } from '../store/writes/read-writes.ts';

/** When a source is looked at for an outcome: after the write, and again after each look that failed. */
const WAITS_MS = [FIRST_LOOK_MS, 30_000, 300_000] as const;
/** A list without the document is read again after this time. */
const CONFIRM_MS = FIRST_LOOK_MS;

/** The place of a document, by the list of its source. UNKNOWN: the source does not answer. */
export type Look = 'LISTED' | 'GONE' | 'UNKNOWN';

/** The outcome of a write after a look. */
export interface Lesson {
  readonly outcome: 'DONE' | 'NOT_DONE' | 'UNKNOWN';
  /** True if the last list that could be read did not have the document. */
  readonly wasGone: boolean;
  /** Milliseconds until the next look; null if there is none. */
  readonly waitMs: number | null;
}

/**
 * DONE is final, so it takes two lists without the document: a source that answers nonsense lists nothing. One list with the
 * document is enough for NOT_DONE: a source does not invent an id, and if the list was old and the write is sent again, the source
 * refuses it with a conflict.
 */
export function learn(look: Look, { looks, wasGone }: Pick<Unresolved, 'looks' | 'wasGone'>): Lesson {
  if (look === 'LISTED') return { outcome: 'NOT_DONE', wasGone: false, waitMs: null };
  if (look === 'UNKNOWN') return { outcome: 'UNKNOWN', wasGone, waitMs: WAITS_MS[looks] ?? null };
  if (wasGone) return { outcome: 'DONE', wasGone, waitMs: null };
  return { outcome: 'UNKNOWN', wasGone: true, waitMs: CONFIRM_MS };
}
