import { isSourceKey } from '../../domain/source-key.ts';
import { isDigest } from '../digest.ts';
import { wireObject } from '../wire.ts';
import type { QueuePage } from './queue-page.ts';

/** Where a reader of the exportable list stands; without a key and an id it is the front. */
export interface QueuePosition {
  /** The key that its page is asked for with; null = the front of the list. */
  readonly from: string | null;
  /** How many ids of its page were shown. */
  readonly shown: number;
  /** The last id shown, of this page or one before it; null = there is none, or it is too long for a cursor. */
  readonly after: string | null;
  /** What its page is kept under; absent where it was not asked for yet. */
  readonly kept?: string;
  /** The key of its page was refused: `after` is looked for, from the front on. */
  readonly seeks?: true;
}

/** A cursor holds no more of a key. With a longer one a page that is not kept any more is read from the front. */
const MAX_KEY_BYTES = 350;
const MAX_ID_BYTES = 100;
const MAX_SHOWN = 10_000_000;

/** Where a reader stands that was shown so many ids of a page, and `before` it, where those are none, that id last. */
export function positionIn(page: QueuePage, shown: number, before: string | null): QueuePosition {
  const last = page.ids[shown - 1] ?? before;
  const after = last !== null && isShort(last, MAX_ID_BYTES) ? last : null;
  const isWhole = shown >= page.ids.length;
  if (isWhole && page.next === null) return { from: null, shown: 0, after: null };
  if (isWhole && page.next !== null && isShort(page.next, MAX_KEY_BYTES)) return { from: page.next, shown: 0, after };
  const from = page.from !== null && isShort(page.from, MAX_KEY_BYTES) ? page.from : null;
  return { from, shown, after, kept: page.name };
}

export function parseQueuePosition(value: unknown): QueuePosition | undefined {
  const given = wireObject<QueuePosition>(value);
  if (given === undefined) return undefined;
  const { from, shown, after, kept, seeks } = given;
  if (!(from === null || isShort(from, MAX_KEY_BYTES)) || !(after === null || isId(after)) || !isCount(shown))
    return undefined;
  if (!(kept === undefined || isDigest(kept)) || !(seeks === undefined || seeks === true)) return undefined;
  return { from, shown, after, ...(kept !== undefined && { kept }), ...(seeks === true && { seeks }) };
}

function isId(value: unknown): value is string {
  return isShort(value, MAX_ID_BYTES) && isSourceKey(value);
}

function isShort(value: unknown, maxBytes: number): value is string {
  if (typeof value !== 'string' || value.length > maxBytes) return false;
  return Buffer.byteLength(JSON.stringify(value)) <= maxBytes;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_SHOWN;
}
