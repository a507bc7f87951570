import { BLANK_EVENT, type DocumentEvent, type DocumentEventType } from '../../src/domain/document-event.ts';
import type { Appended, EventLog, EventQuery, StoredEvent } from '../../src/store/events/event-log.ts';

export const COMPANIES: ReadonlySet<string> = new Set(['acme', 'zeta']);
const TYPES: readonly DocumentEventType[] = ['DIGITIZED', 'EXPORTED'];

/** All events of these types, of these companies. */
export function queryOf({
  companies = COMPANIES,
  types = TYPES,
}: {
  readonly companies?: ReadonlySet<string>;
  readonly types?: readonly DocumentEventType[];
}): EventQuery {
  return new Map(types.map((type) => [type, companies]));
}

export const ALL: EventQuery = queryOf({});

export function digitized(company = 'acme', document = '{"id":1}'): DocumentEvent {
  return {
    ...BLANK_EVENT,
    ...{ company, source: 'IVESK', type: 'DIGITIZED', receivedAt: '2026-05-14T12:00:00.000Z', document },
  };
}

export function exported(company = 'acme', companyCode = '302320404'): DocumentEvent {
  return {
    ...BLANK_EVENT,
    ...{ company, source: 'IVESK', type: 'EXPORTED', receivedAt: '2026-05-14T12:00:01.000Z', companyCode },
  };
}

/** Appends this many events of a company one after the other. Returns their ids. */
export async function appendMany(log: EventLog, count: number, company = 'acme', prefix = 'm'): Promise<string[]> {
  const appended: Appended[] = [];
  for (let i = 0; i < count; i += 1) appended.push(await log.append(digitized(company), `${prefix}-${i}`));
  return appended.map(({ id }) => id);
}

export function idsOf(events: readonly StoredEvent[]): string[] {
  return events.map(({ id }) => id);
}

/** Returns the ids of a follower's events once there are this many, and ends the follower. */
export async function follow(log: EventLog, after: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const events of log.follow(after, new AbortController().signal)) {
    ids.push(...idsOf(events));
    if (ids.length >= count) break;
  }
  return ids;
}

/** Returns the ids of a follower's events when it ends by itself. */
export async function followToEnd(log: EventLog, after: string, signal: AbortSignal): Promise<string[]> {
  const ids: string[] = [];
  for await (const events of log.follow(after, signal)) ids.push(...idsOf(events));
  return ids;
}

export function never(): AbortSignal {
  return new AbortController().signal;
}

export function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}
