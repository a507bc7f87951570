import { BLANK_EVENT, type DocumentEventType } from '../../domain/document-event.ts';
import type { Append } from '../events/append-events.ts';
import type { WriteRow } from '../tables.ts';
import { toStoredWrite } from './stored-write.ts';

/** The event of a document when a write about it is done. */
const DONE_EVENTS: ReadonlyMap<string, DocumentEventType> = new Map([
  ['MARK_EXPORTED', 'MARKED_EXPORTED'],
  ['REPORT_SYNC_ERROR', 'REJECTED'],
]);

/** The events of a write whose outcome was just recorded: its effect, and that an unknown outcome is known. */
export function eventsOf(row: WriteRow): readonly Append[] {
  const types: DocumentEventType[] = [];
  const done = DONE_EVENTS.get(row.action);
  if (row.outcome === 'DONE' && done !== undefined) types.push(done);
  if (row.was_unknown === 1 && row.outcome !== 'UNKNOWN') types.push('WRITE_RESOLVED');
  const write = types.length > 0 ? toStoredWrite(row) : undefined;
  if (write === undefined) return [];
  const { id, company, source, subject, outcome } = write;
  const at = row.ended_at ?? row.last_sent_at;
  return types.map((type) => ({
    event: {
      ...BLANK_EVENT,
      ...{ company, source, type, subject, writeId: id, receivedAt: new Date(at).toISOString() },
      outcome: type === 'WRITE_RESOLVED' ? outcome : null,
    },
    // A write that was not done can be sent again, or turn out to be done.
    messageId: `${type} ${id} ${row.last_sent_at}${type === 'WRITE_RESOLVED' ? ` ${outcome}` : ''}`,
    arrivedAt: at * 1_000,
  }));
}
