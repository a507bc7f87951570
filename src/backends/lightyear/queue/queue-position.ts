import { isSourceKey } from '../../../domain/source-key.ts';
import { parseTrail, type Trail } from '../../../domain/trail.ts';
import { isDigest } from '../../digest.ts';
import { wireObject } from '../../wire.ts';
import type { QueuePage } from './queue-page.ts';
import { withPage } from './trail.ts';

/** The position of a reader in the exportable list; without a key and an id, it is the front. */
export interface QueuePosition {
  /** The key with which its page is requested; null = the front of the list. */
  readonly from: string | null;
  /** How many ids of its page were shown. */
  readonly shown: number;
  /** The last id shown, on this page or one before it; null = no id was shown, or it is too long for a cursor. */
  readonly after: string | null;
  /** The name under which its page is kept; absent if the page has not been requested yet. */
  readonly kept?: string;
  /** The key of its page was refused: the list is searched for `after`, from the front. */
  readonly seeks?: true;
  /** The pages that the reader has left behind. */
  readonly trail?: Trail;
}

/**
 * The longest key in a cursor. If a key is longer, the cursor names the page before, and a page that is no longer kept is read
 * from the front of the list.
 */
const MAX_KEY_BYTES = 350;
const MAX_ID_BYTES = 100;
const MAX_SHOWN = 10_000_000;

/**
 * The position of a reader that has seen the first `shown` ids of a page. `before` is the last id before the page, for
 * a reader that has seen none of it.
 */
export function positionIn(
  page: QueuePage,
  shown: number,
  before: string | null,
  trail: Trail | undefined,
): QueuePosition {
  const last = page.ids[shown - 1] ?? before;
  const after = last !== null && isShort(last, MAX_ID_BYTES) ? last : null;
  const isWhole = shown >= page.ids.length;
  if (isWhole && page.next === null) return { from: null, shown: 0, after: null };
  if (isWhole && page.next !== null && fitsInCursor(page.next))
    return { from: page.next, shown: 0, after, trail: withPage(page, trail) };
  const from = page.from !== null && isShort(page.from, MAX_KEY_BYTES) ? page.from : null;
  return { from, shown, after, kept: page.name, ...(trail !== undefined && { trail }) };
}

export function parseQueuePosition(value: unknown): QueuePosition | undefined {
  const given = wireObject<QueuePosition>(value);
  if (given === undefined) return undefined;
  const { from, shown, after, kept, seeks, trail } = given;
  if (!(from === null || isShort(from, MAX_KEY_BYTES)) || !(after === null || isId(after)) || !isCount(shown))
    return undefined;
  if (!(kept === undefined || isDigest(kept)) || !(seeks === undefined || seeks === true)) return undefined;
  const parsedTrail = trail === undefined ? undefined : parseTrail(trail);
  if (trail !== undefined && parsedTrail === undefined) return undefined;
  return {
    ...{ from, shown, after },
    ...(kept !== undefined && { kept }),
    ...(seeks === true && { seeks }),
    ...(parsedTrail !== undefined && { trail: parsedTrail }),
  };
}

function isId(value: unknown): value is string {
  return isShort(value, MAX_ID_BYTES) && isSourceKey(value);
}

/** True for a key that a cursor can contain. */
export function fitsInCursor(continuationKey: string): boolean {
  return isShort(continuationKey, MAX_KEY_BYTES);
}

function isShort(value: unknown, maxBytes: number): value is string {
  if (typeof value !== 'string' || value.length > maxBytes) return false;
  return Buffer.byteLength(JSON.stringify(value)) <= maxBytes;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_SHOWN;
}
