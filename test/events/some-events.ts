import type { Appended, DocumentEvent, EventLog, EventQuery, StoredEvent } from '../../src/events/event-log.ts';

export const ALL: EventQuery = { companies: new Set(['acme', 'zeta']), types: new Set(['DIGITIZED', 'EXPORTED']) };

export const queryOf = (query: Partial<EventQuery>): EventQuery => ({ ...ALL, ...query });

export const digitized = (company = 'acme', document = '{"id":1}'): DocumentEvent => ({
  ...{
    company,
    source: 'IVESK',
    type: 'DIGITIZED',
    receivedAt: '2026-05-14T12:00:00.000Z',
    document,
    companyCode: null,
  },
});

export const exported = (company = 'acme', companyCode = '302320404'): DocumentEvent => ({
  ...{
    company,
    source: 'IVESK',
    type: 'EXPORTED',
    receivedAt: '2026-05-14T12:00:01.000Z',
    document: null,
    companyCode,
  },
});

/** Appends so many events of a company one after the other; gives their ids. */
export const appendMany = async (log: EventLog, count: number, company = 'acme', prefix = 'm'): Promise<string[]> => {
  const appended: Appended[] = [];
  for (let i = 0; i < count; i += 1) appended.push(await log.append(digitized(company), `${prefix}-${i}`));
  return appended.map(({ id }) => id);
};

export const idsOf = (events: readonly StoredEvent[]): string[] => events.map(({ id }) => id);

/** The ids of a follower's events, until so many have come; then it is ended. */
export const follow = async (log: EventLog, after: string, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for await (const events of log.follow(after, new AbortController().signal)) {
    ids.push(...idsOf(events));
    if (ids.length >= count) break;
  }
  return ids;
};

/** What a follower gives until it ends by itself. */
export const followToEnd = async (log: EventLog, after: string, signal: AbortSignal): Promise<string[]> => {
  const ids: string[] = [];
  for await (const events of log.follow(after, signal)) ids.push(...idsOf(events));
  return ids;
};

export const never = (): AbortSignal => new AbortController().signal;

export const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
