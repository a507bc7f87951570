import type { EventKind } from '../event-store.ts';

/**
 * The hash tag keeps all keys in one slot of a cluster. A new layout needs a new tag: two versions may run at the same
 * time.
 */
const PREFIX = 'invoice-gateway:events:{v1}';

/** All events. */
export const STREAM_KEY = `${PREFIX}:stream`;
/** A hash of ids: the first event ever, the last, and the newest one removed. */
export const STATE_KEY = `${PREFIX}:state`;
/** The ids of a kind, as a stream without content: an index to the events of one company. */
export const INDEX_PREFIX = `${PREFIX}:of:`;

export function indexKey({ company, type }: EventKind): string {
  return `${INDEX_PREFIX}${company}:${type}`;
}

/** The id of the event that a message was stored as. Quoted, since both parts may contain any character. */
export function messageKey(company: string, messageId: string): string {
  return `${PREFIX}:message:${JSON.stringify([company, messageId])}`;
}
