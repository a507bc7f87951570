import { answerJson, type Fake, parameter, pathOf } from './fake-account.ts';

/** One bare array for a range of days, in another order each time. Every second day is written the other way round. */
export function createFakeV6(count = 0): Fake {
  // Days with a gap between them, all within the thirty days before the clock of the account.
  const day = (index: number) => `2024-06-${String(2 + index * 2).padStart(2, '0')}`;
  const document = (index: number) => ({
    ...{ invoiceNo: `V6-${String(index).padStart(3, '0')}`, customerCode: '007', fileType: 'I' },
    invoiceDate: index % 2 === 0 ? day(index) : day(index).split('-').reverse().join('-'),
  });
  const documents: unknown[] = Array.from({ length: count }, (_, index) => document(index));
  let turn = 0;

  return {
    source: 'V6',
    documents,
    document,
    nameless: [null, 7, 'text', [], {}, { invoiceNo: ' ', invoiceDate: '2024-06-03' }],
    unreadable: [
      { ...document(0), invoiceNo: 'X1', fileType: {} },
      { ...document(0), invoiceNo: 'X2', customerCode: ['007'] },
    ],
    page: { list: null, next: null },
    section: (baseUrl) => ({ baseUrl: `${baseUrl}/v6-api/rest`, apiKey: 'the-key', currency: 'AUD' }),
    answer: (arrival) => {
      if (arrival.headers.authorization !== 'ApiKey the-key') return answerJson(arrival, { msg: 'no' }, 401);
      if (pathOf(arrival) !== '/v6-api/rest/invoices') return answerJson(arrival, { msg: 'no' }, 404);
      const [from, to] = [isoDay(parameter(arrival, 'fromDate')), isoDay(parameter(arrival, 'toDate'))];
      if (from > to) return answerJson(arrival, { msg: 'Bad', violations: ['fromDate - after toDate - swap'] }, 400);
      const found = documents.filter((one) => isWithin(one, from, to));
      turn += 1;
      const turned = [...found.slice(turn % (found.length || 1)), ...found.slice(0, turn % (found.length || 1))];
      answerJson(arrival, turn % 2 === 0 ? turned : turned.reverse());
    },
    isAside: () => false,
    reads: (arrival, index) => isoDay(parameter(arrival, 'fromDate')) === day(index),
    absentKey: ['2024-06-29', 'V6-999', '007', 'I'],
  };
}

/** An entry without a date, or one that is not an invoice, is in every range. */
function isWithin(document: unknown, from: string, to: string): boolean {
  const date = (document as { invoiceDate?: unknown } | null)?.invoiceDate;
  if (typeof date !== 'string') return true;
  const iso = /^\d{4}/.test(date) ? date : date.split('-').reverse().join('-');
  return from <= iso && iso <= to;
}

function isoDay(wire: string | null): string {
  return wire === null ? '' : `${wire.slice(4, 8)}-${wire.slice(2, 4)}-${wire.slice(0, 2)}`;
}
