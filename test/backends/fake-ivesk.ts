import type { Arrival } from '../calls/source-server.ts';
import { answerJson, type Fake, parameter, pathOf } from './fake-account.ts';

const START = Date.UTC(2024, 4, 14);

interface FakeIveskOptions {
  /** The number of documents of a queue that share an instant. */
  readonly sameInstant?: number;
  readonly pageSize?: number;
}

/** Two queues ordered by time, of about three documents a page, never cut between documents of one instant. */
export function createFakeIvesk(count = 0, { sameInstant = 1, pageSize = 3 }: FakeIveskOptions = {}): Fake {
  const at = (index: number) => new Date(START + Math.floor(index / sameInstant) * 60_000).toISOString();
  const document = (index: number) => ({
    ...{ id: iveskId(index), doctype: 'invoice', docnum: `IV-${index}` },
    ...{ digitizedat: at(index), exportedat: at(index) },
  });
  const documents: unknown[] = Array.from({ length: count }, (_, index) => document(index));

  return {
    source: 'IVESK',
    documents,
    document,
    nameless: [null, 7, 'text', [], {}, { id: ' ' }, { id: {}, digitizedat: at(0) }],
    unreadable: [{ id: iveskId(90) }, { id: iveskId(91), digitizedat: '' }, { ...document(92), doctype: {} }],
    page: { list: 'documents', next: 'next' },
    section: (baseUrl) => ({ baseUrl: `${baseUrl}/api/pub`, apiKey: 'the-key', companyCode: '302320404' }),
    answer: (arrival) => {
      if (arrival.headers['x-api-key'] !== 'the-key') return answerJson(arrival, { message: 'Forbidden' }, 403);
      const field = { '/api/pub/digitized': 'digitizedat', '/api/pub/exported': 'exportedat' }[pathOf(arrival)];
      if (field === undefined) return answerJson(arrival, { message: 'Unknown' }, 404);
      answerJson(arrival, pageOf(documents, field, parameter(arrival, 'from'), pageSize));
    },
    isAside: () => false,
    reads: (arrival, index) => isJustBefore(arrival, at(index)),
    absentKey: ['99999999-0000-4000-8000-000000000000', '2030-01-01T00:00:00.000Z'],
  };
}

export function iveskId(index: number): string {
  return `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

/** Documents without an instant are at the front of the first page. */
function pageOf(documents: readonly unknown[], field: string, from: string | null, pageSize: number) {
  const writtenAt = (document: unknown): string => String((document as Record<string, unknown> | null)?.[field] ?? '');
  const timeless = from === null ? documents.filter((one) => writtenAt(one) === '') : [];
  const timed = documents.filter((one) => writtenAt(one) !== '');
  const rest = from === null ? timed : timed.filter((one) => nanoseconds(writtenAt(one)) > nanoseconds(from));
  const isCut = (at: number) => nanoseconds(writtenAt(rest[at])) === nanoseconds(writtenAt(rest[at - 1]));
  let end = pageSize;
  while (end < rest.length && isCut(end)) end += 1;
  const page = rest.slice(0, end);
  return { documents: [...timeless, ...page], ...(end < rest.length && { next: writtenAt(page.at(-1)) }) };
}

/** Since 1970, as the source counts them: a leap second is the second that follows it. */
function nanoseconds(written: string): bigint {
  const [, minute = '', second = '', fraction = '', zone = ''] = /^(.{16}):(\d\d)(?:\.(\d+))?(.*)$/.exec(written) ?? [];
  const milliseconds = Date.parse(`${minute}:00${zone}`) + Number(second) * 1000;
  return BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9));
}

function isJustBefore(arrival: Arrival, instant: string): boolean {
  const from = parameter(arrival, 'from');
  return from !== null && Date.parse(from) === Date.parse(instant) - 1;
}
