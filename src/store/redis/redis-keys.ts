import type { EventKind } from '../event-store.ts';

/** With the hash tag all keys are in one slot of a cluster. Another layout takes another tag: versions may run side by side. */
const PREFIX = 'invoice-gateway:events:{v1}';

/** All events. */
export const STREAM_KEY = `${PREFIX}:stream`;
/** A hash of ids: the first event that there was, the last, and the newest one removed. */
export const STATE_KEY = `${PREFIX}:state`;
/** The ids of a kind, as a stream without content: the events of one company are found without reading all others. */
export const INDEX_PREFIX = `${PREFIX}:of:`;

export function indexKey({ company, type }: EventKind): string {
  return `${INDEX_PREFIX}${company}:${type}`;
}

/** The id of the event that a message has become. Quoted, as either part may hold anything. */
export function messageKey(company: string, messageId: string): string {
  return `${PREFIX}:message:${JSON.stringify([company, messageId])}`;
}
