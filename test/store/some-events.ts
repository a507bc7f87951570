import type { Appended, DocumentEvent, EventLog, EventQuery, StoredEvent } from '../../src/store/events/event-log.ts';

export const ALL: EventQuery = { companies: new Set(['acme', 'zeta']), types: new Set(['DIGITIZED', 'EXPORTED']) };

export function queryOf(query: Partial<EventQuery>): EventQuery {
  return { ...ALL, ...query };
}

export function digitized(company = 'acme', document = '{"id":1}'): DocumentEvent {
  return {
    ...{
      company,
      source: 'IVESK',
      type: 'DIGITIZED',
      receivedAt: '2026-05-14T12:00:00.000Z',
      document,
      companyCode: null,
    },
  };
}

export function exported(company = 'acme', companyCode = '302320404'): DocumentEvent {
  return {
    ...{
      company,
      source: 'IVESK',
      type: 'EXPORTED',
      receivedAt: '2026-05-14T12:00:01.000Z',
      document: null,
      companyCode,
    },
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
