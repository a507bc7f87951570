import { describe, expect, test } from 'vitest';
import type { InvoiceKey, ListFilter, PositionHandle } from '../../src/backends/backend.ts';
import { addDays } from '../../src/domain/values/dates.ts';
import { answerJson, openFakeAccount, parameter } from './fake-account.ts';
import { createFakeV6 } from './fake-v6.ts';
import { documentsIn, isTaken, positionIn, throughCursor } from './handles.ts';
import { invoiceIn } from './read-invoice.ts';
import { uncachedReads } from './uncached-reads.ts';

const QUERY: ListFilter = { issuedFrom: null, issuedTo: null, iveskQueue: 'DIGITIZED', since: null };
const READS = uncachedReads();
function key(days: string, number: string): InvoiceKey {
  return [days, number, '007', 'I'];
}
function invoice(invoiceNo: string, invoiceDate?: string, more: object = {}) {
  return {
    ...{ invoiceNo, customerCode: '007', fileType: 'I', ...(invoiceDate && { invoiceDate }) },
    ...more,
  };
}

describe('a range', () => {
  test.each([
    ['the last 30 days up to tomorrow in UTC, which is today in Sydney', {}, '31052024', '01072024'],
    ['the one asked for', { issuedFrom: '2024-01-02', issuedTo: '2024-03-04' }, '02012024', '04032024'],
    ['up to tomorrow from a day on', { issuedFrom: '2024-01-02' }, '02012024', '01072024'],
    ['up to today if tomorrow makes it longer than a year', { issuedFrom: '2023-07-01' }, '01072023', '30062024'],
    ['the 30 days up to a day', { issuedTo: '2024-01-31' }, '01012024', '31012024'],
    ['one day in the future', { issuedFrom: '2025-01-01' }, '01012025', '01012025'],
  ])('is %s', async (_, query, from, to) => {
    await using account = await openFakeAccount(createFakeV6());
    await account.backend.listInvoices({ ...QUERY, ...query }, null, READS);
    expect(account.calls()).toEqual([`/v6-api/rest/invoices?fromDate=${from}&toDate=${to}`]);
  });

  test('is told with the list', async () => {
    await using account = await openFakeAccount(createFakeV6());
    const listing = await account.backend.listInvoices({ ...QUERY, issuedFrom: '2024-06-20' }, null, READS);
    expect(listing.range).toEqual({ from: '2024-06-20', to: '2024-07-01' });
  });

  test('that is long leaves places of the account to short ranges', async () => {
    await using account = await openFakeAccount(createFakeV6(), { maxConcurrent: 2 });
    const ended = new AbortController();
    account.fault = (arrival) => parameter(arrival, 'fromDate') !== '31052024';
    const long = ['2022', '2023'].map((year) =>
      account.backend
        .listInvoices({ issuedFrom: `${year}-01-01`, issuedTo: `${year}-12-31` }, null, uncachedReads(ended.signal))
        .catch(() => 'ended'),
    );
    await account.backend.listInvoices(QUERY, null, READS);
    expect(account.calls()).toHaveLength(2);
    ended.abort();
    expect(await Promise.all(long)).toEqual(['ended', 'ended']);
  });

  test('is put in order by date and number, undated ones last', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fake.documents.push(
      ...[
        invoice('B', '03-06-2024'),
        invoice('U', '00-06-2024'),
        invoice('A', '2024-06-03'),
        invoice('Z', '02-06-2024'),
      ],
    );
    const { entries } = await account.backend.listInvoices(QUERY, null, READS);
    expect(entries.map(({ sourceId }) => sourceId)).toEqual(['Z', 'A', 'B', 'U']);
    expect(entries.map((entry) => invoiceIn(entry).issueDate)).toEqual([
      '2024-06-02',
      '2024-06-03',
      '2024-06-03',
      null,
    ]);
  });

  test('that has ended starts again, and covers all days since its end', async () => {
    await using account = await openFakeAccount(createFakeV6());
    for (const to of ['2024-06-20', '2024-03-01']) {
      const ended = { from: '2024-02-01', to, after: null, ended: true };
      await account.backend.listInvoices(QUERY, positionIn(account.backend, ended), READS);
    }
    expect(account.calls().map((url) => url.split('?')[1])).toEqual([
      'fromDate=31052024&toDate=01072024',
      'fromDate=01032024&toDate=01072024',
    ]);
  });

  test.each([
    ['2024-01-01', '2024-12-31', undefined],
    ['2024-01-01', '2025-01-01', /at most 366 days, and 2024-01-01 to 2025-01-01 has 367: ask for it in several/],
    ['2023-06-30', null, /at most 366 days, and 2023-06-30 to 2024-06-30 has 367/],
    ['2023-07-01', null, undefined],
    ['0001-01-01', '9999-12-31', /has 3,652,059/],
    ['1899-12-31', '1900-01-01', /of the years 1900 to 2200/],
    [null, '2024-01-01', undefined],
  ])(
    'can have at most 366 days and has to be in the years 1900 to 2200: %s to %s',
    async (issuedFrom, issuedTo, message) => {
      await using account = await openFakeAccount(createFakeV6());
      const refusal = account.backend.listRefusal({ ...QUERY, issuedFrom, issuedTo }, null);
      if (message === undefined) expect(refusal).toBeUndefined();
      else expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) });
    },
  );

  test('that was begun continues, even if it has become longer than a year since', async () => {
    await using account = await openFakeAccount(createFakeV6());
    const query = { ...QUERY, issuedFrom: '2023-06-30' };
    const begun = { from: '2023-06-30', to: '2024-06-29', after: null };
    expect(account.backend.listRefusal(query, positionIn(account.backend, begun))).toBeUndefined();
    expect(account.backend.listRefusal(query, positionIn(account.backend, { ...begun, ended: true }))).toBeDefined();
  });

  test('without invoices may be a 204', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fault = (arrival) => {
      arrival.response.writeHead(204).end();
      return true;
    };
    expect(await account.backend.listInvoices(QUERY, null, READS)).toMatchObject({ entries: [], more: false });
  });

  test.each([{}, { invoices: [] }])('that is not a list is a bad response: %j', async (body) => {
    await using account = await openFakeAccount(createFakeV6());
    account.fault = (arrival) => {
      answerJson(arrival, body);
      return true;
    };
    await expect(account.backend.listInvoices(QUERY, null, READS)).rejects.toMatchObject({
      code: 'BACKEND_BAD_RESPONSE',
    });
  });

  test('refused with violations says them', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fault = (arrival) => {
      answerJson(arrival, { httpStatusCode: 400, msg: 'Bad Request', violations: ['fromDate - too old - go on'] }, 400);
      return true;
    };
    await expect(account.backend.listInvoices(QUERY, null, READS)).rejects.toMatchObject({
      ...{ code: 'BACKEND_REJECTED', message: 'Bad Request', violations: ['fromDate - too old - go on'] },
    });
  });
});

test('leaves out an invoice whose number or codes are too long for an id, and counts it', async () => {
  await using account = await openFakeAccount(createFakeV6());
  account.fake.documents.push(
    ...[invoice('A', '2024-06-03'), invoice('x'.repeat(201), '2024-06-03')],
    invoice('B', '2024-06-03', { customerCode: 'x'.repeat(201) }),
    invoice('ž'.repeat(200), '2024-06-04', { customerCode: 'ž'.repeat(200) }),
  );
  const { entries, leftOut } = await account.backend.listInvoices(QUERY, null, READS);
  expect([entries.map(({ sourceId }) => sourceId), leftOut]).toEqual([['A'], 3]);
  expect(account.log.lines.at(-1)).toMatchObject({ leftOut: 1, source: 'V6' });
});

describe('reading invoices', () => {
  test('makes one call for neighbouring days, and does not request the days between others', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fake.documents.push(...['01', '02', '03', '10', '12'].map((day) => invoice(`N${day}`, `2024-06-${day}`)));
    const asked = ['12', '02', '01', '10', '03'].map((day) => key(`2024-06-${day}`, `N${day}`));
    const read = await account.backend.readInvoices(documentsIn(account.backend, asked), READS);
    expect(read).toMatchObject(asked.map((one) => ({ ref: { key: one } })));
    expect(account.calls().map((url) => url.split('?')[1])).toEqual([
      'fromDate=01062024&toDate=03062024',
      'fromDate=10062024&toDate=10062024',
      'fromDate=12062024&toDate=12062024',
    ]);
  });

  test('requests a year at most with one call', async () => {
    await using account = await openFakeAccount(createFakeV6());
    const days = Array.from({ length: 800 }, (_, index) => addDays('2021-01-01', index));
    await account.backend.readInvoices(
      documentsIn(
        account.backend,
        days.map((day) => key(day, 'A')),
      ),
      READS,
    );
    expect(account.calls().map((url) => url.split('?')[1])).toEqual([
      'fromDate=01012021&toDate=01012022',
      'fromDate=02012022&toDate=02012023',
      'fromDate=03012023&toDate=11032023',
    ]);
  });

  test('treats the days around the end of a month and of a year as neighbours', async () => {
    await using account = await openFakeAccount(createFakeV6());
    await account.backend.readInvoices(
      documentsIn(account.backend, [
        ...[key('2024-01-01', 'A'), key('2023-12-31', 'B')],
        ...[key('2024-02-29', 'C'), key('2024-03-01', 'D')],
      ]),
      READS,
    );
    expect(account.calls().length).toBe(2);
  });

  test('finds one without a usable date in the range that it was found in, and dated ones of that range with it', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fake.documents.push(invoice('U'), invoice('A', '2024-06-03'));
    const { entries } = await account.backend.listInvoices(QUERY, null, READS);
    expect(entries.map((entry) => entry.document.key[0])).toEqual(['2024-06-03', '2024-05-31/2024-07-01']);
    const read = await account.backend.readInvoices(
      entries.map((entry) => entry.document),
      READS,
    );
    expect(read).toEqual(entries.map((entry) => entry.invoice));
    expect(account.calls()).toEqual(
      Array.from({ length: 2 }, () => '/v6-api/rest/invoices?fromDate=31052024&toDate=01072024'),
    );
  });

  test('distinguishes equal numbers by customer and type, and then by their content, in any order of the answer', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fake.documents.push(
      ...[invoice('A', '2024-06-03'), invoice('A', '2024-06-03', { fileType: 'C' })],
      ...[invoice('A', '2024-06-03', { customerCode: '7' }), invoice('A', '2024-06-03', { city: 'Perth' })],
      invoice('A', '03-06-2024', { city: 'Albany' }),
    );
    const keysByCity = async () => {
      const { entries } = await account.backend.listInvoices(QUERY, null, READS);
      return new Map(
        entries.map((entry) => [JSON.stringify(entry.document.key), invoiceIn(entry).customer?.address?.city]),
      );
    };
    const first = await keysByCity();
    expect(first.size).toBe(5);
    // The fake turns its answer around every time.
    for (let i = 0; i < 4; i += 1) expect(await keysByCity()).toEqual(first);
  });

  test('distinguishes equal invoices by their content, in any order of their fields', async () => {
    await using account = await openFakeAccount(createFakeV6());
    const lines = [{ amount: 1, quantity: 2 }];
    account.fake.documents.push(
      invoice('A', '2024-06-03', { city: 'Perth', taxAmount: 3, lines }),
      invoice('A', '2024-06-03', { city: 'Perth', taxAmount: 3, lines: [{ amount: 1, quantity: 3 }] }),
      invoice('A', '2024-06-03', { city: 'Albany', taxAmount: 3, lines }),
    );
    const { entries } = await account.backend.listInvoices(QUERY, null, READS);
    expect(new Set(entries.map((entry) => JSON.stringify(entry.document.key))).size).toBe(3);
    const read = () =>
      account.backend.readInvoices(
        entries.map((entry) => entry.document),
        READS,
      );
    for (let i = 0; i < 4; i += 1) {
      account.fake.documents[i % 3] = turnedAround(account.fake.documents[i % 3]);
      expect(await read()).toEqual(entries.map((entry) => entry.invoice));
    }
  });

  test('keeps the ids of equal invoices when another one comes, or one of them leaves', async () => {
    await using account = await openFakeAccount(createFakeV6());
    const { documents } = account.fake;
    const cities = async () => {
      const { entries } = await account.backend.listInvoices(QUERY, null, READS);
      return new Map(entries.map((entry) => [invoiceIn(entry).customer?.address?.city, entry.document]));
    };
    documents.push(...['Perth', 'Sydney'].map((city) => invoice('A', '2024-06-03', { city })));
    const before = await cities();
    documents.push(invoice('A', '2024-06-03', { city: 'Albany' }));
    const after = await cities();
    for (const [city, { key: same }] of before) expect(after.get(city)?.key).toEqual(same);
    const cityOf = async (city: string) => {
      const document = after.get(city);
      const [read] = await account.backend.readInvoices(document === undefined ? [] : [document], READS);
      return read instanceof Error ? read : read?.customer?.address?.city;
    };
    // Only one is left, under a key without a digest: the others are gone, and their ids do not name it.
    documents.splice(0, 3, invoice('A', '2024-06-03', { city: 'Sydney' }));
    expect([await cityOf('Sydney'), await cityOf('Perth')]).toEqual(['Sydney', undefined]);
  });

  test('still reads the ids of equal invoices that were counted', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fake.documents.push(...['Perth', 'Albany'].map((city) => invoice('A', '2024-06-03', { city })));
    const keys = [key('2024-06-03', 'A'), [...key('2024-06-03', 'A'), '1'], [...key('2024-06-03', 'A'), '2']];
    const read = await account.backend.readInvoices(documentsIn(account.backend, keys), READS);
    expect(read.map((one) => (one instanceof Error ? one : one?.customer?.address?.city))).toEqual([
      ...['Albany', 'Perth', undefined],
    ]);
  });

  test('says which ids are stable', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fake.documents.push(
      ...[invoice('A', '2024-06-03'), invoice('U'), invoice('B', '2024-06-03'), invoice('B', '2024-06-03')],
    );
    const { entries } = await account.backend.listInvoices(QUERY, null, READS);
    expect(entries.map(({ sourceId, document }) => [sourceId, account.backend.hasStableId(document)])).toEqual([
      ...[
        ['A', true],
        ['B', false],
        ['B', false],
      ],
      ['U', false],
    ]);
    expect(new Set(entries.map(({ document }) => document.key.join())).size).toBe(4);
  });

  test('skips no invoice if an equal one comes or leaves between two pages', async () => {
    await using account = await openFakeAccount(createFakeV6());
    const { documents } = account.fake;
    documents.push(invoice('A', '2024-06-03', { city: 'Perth' }), invoice('B', '2024-06-03'));
    const citiesAfter = async (count: number, position: PositionHandle | null) => {
      const { entries, positionAfter } = await account.backend.listInvoices(QUERY, position, READS);
      const cities = entries.map((entry) => invoiceIn(entry).customer?.address?.city);
      return { cities, position: throughCursor(account.backend, positionAfter(count)) };
    };
    const first = await citiesAfter(1, null);
    documents.push(invoice('A', '2024-06-03', { city: 'Albany' }));
    const second = await citiesAfter(1, first.position);
    expect(new Set(second.cities)).toEqual(new Set(['Perth', 'Albany', undefined]));
    const shown = second.cities[0];
    documents.splice(0, 3, documents[1], invoice('A', '2024-06-03', { city: shown === 'Perth' ? 'Albany' : 'Perth' }));
    const third = await citiesAfter(1, second.position);
    expect(third.cities).toEqual([second.cities[1], undefined]);
  });

  test('distinguishes equal invoices by their content, even if another number of the answer has too many digits', async () => {
    await using account = await openFakeAccount(createFakeV6());
    const text = (more: string) =>
      `[${['-123456789012345', '-2', '3']
        .map((amount) => `{"invoiceNo":"A","invoiceDate":"2024-06-03","taxAmount":${amount}}`)
        .join()}${more}]`;
    const answers = [text(''), text(',{"invoiceNo":"B","taxAmount":0.12345678901234567}')];
    account.fault = (arrival) => {
      arrival.answer(200, answers.shift() ?? '[]', { 'content-type': 'application/json' });
      return true;
    };
    const { entries } = await account.backend.listInvoices(QUERY, null, READS);
    const documents = entries.map((entry) => entry.document);
    expect(await account.backend.readInvoices(documents, READS)).toEqual(entries.map((entry) => entry.invoice));
  });

  test('finds one without a usable date in the one day that it was found in, apart from the days around it', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fake.documents.push(invoice('U'), ...['02', '03', '04'].map((day) => invoice(`N${day}`, `2024-06-${day}`)));
    const day = { ...QUERY, issuedFrom: '2024-06-03', issuedTo: '2024-06-03' };
    const { entries } = await account.backend.listInvoices(day, null, READS);
    expect(entries.map((entry) => entry.document.key[0])).toEqual(['2024-06-03', '2024-06-03/2024-06-03']);
    const keys = [
      ...entries.map((entry) => entry.document.key).reverse(),
      ...['02', '04'].map((one) => key(`2024-06-${one}`, `N${one}`)),
    ];
    expect(keys.every((one) => isTaken('V6', one))).toBe(true);
    const read = await account.backend.readInvoices(documentsIn(account.backend, keys), READS);
    expect(read).toMatchObject(keys.map((one) => ({ ref: { key: one } })));
    expect(account.calls().map((url) => url.split('?')[1])).toEqual([
      'fromDate=03062024&toDate=03062024',
      'fromDate=03062024&toDate=03062024',
      'fromDate=02062024&toDate=02062024',
      'fromDate=04062024&toDate=04062024',
    ]);
  });

  test('finds one that V6 files under a day outside its own date in the range that it was found in', async () => {
    await using account = await openFakeAccount(createFakeV6());
    const filed = [invoice('EARLY', '2023-01-01'), invoice('A', '2024-06-03'), invoice('LATE', '2024-07-02')];
    account.fault = (arrival) => {
      const isThisRange = parameter(arrival, 'fromDate') === '31052024';
      answerJson(arrival, isThisRange ? filed : []);
      return true;
    };
    const { entries } = await account.backend.listInvoices(QUERY, null, READS);
    expect(entries.map((entry) => [entry.document.key[0], invoiceIn(entry).issueDate])).toEqual([
      ['2024-05-31/2024-07-01', '2023-01-01'],
      ['2024-06-03', '2024-06-03'],
      ['2024-05-31/2024-07-01', '2024-07-02'],
    ]);
    const documents = entries.map((entry) => entry.document);
    expect(await account.backend.readInvoices(documents, READS)).toEqual(entries.map((entry) => entry.invoice));
    expect(account.calls().length).toBe(2);
  });

  test.each([
    [[]],
    [['2024-06-03', 'A', '007']],
    [['2024-02-30', 'A', '007', 'I']],
    [['03-06-2024', 'A', '007', 'I']],
    [['2024-06-03/2024-06-01', 'A', '007', 'I']],
    [['2024-06-01/2024-06-03/2024-06-04', 'A', '007', 'I']],
    [['2024-06-03', '', '007', 'I']],
    [['2024-06-03', 'A', '007', 'I', 'x']],
    [['2024-06-03', 'A', '007', 'I', '1', '2']],
    [['2024-06-03', 'A', '007', 'I', '1000000']],
    [['2024-06-03', 'A', '007', 'I', 'abcdefghijklmnop.0']],
    [['1899-12-31', 'A', '007', 'I']],
    [['2201-01-01', 'A', '007', 'I']],
    [['2024-01-01/2025-01-01', 'A', '007', 'I']],
    [['0001-01-01/9999-12-31', 'A', '007', 'I']],
    [['2024-06-03', 'x'.repeat(201), '007', 'I']],
    [['2024-06-03', 'A', 'x'.repeat(201), 'I']],
  ])('refuses the key %j', (given) => {
    expect(isTaken('V6', given)).toBe(false);
  });
});

test('an unknown file type is OTHER, and is logged once', async () => {
  await using account = await openFakeAccount(createFakeV6());
  account.fake.documents.push(
    ...['A', 'B'].map((number) => invoice(number, '2024-06-03', { fileType: 'X' })),
    invoice('C', '2024-06-03', { fileType: undefined }),
  );
  const { entries } = await account.backend.listInvoices(QUERY, null, READS);
  expect(entries.map((entry) => invoiceIn(entry).kind)).toEqual(['OTHER', 'OTHER', 'OTHER']);
  expect(account.log.lines).toMatchObject([{ field: 'Invoice.fileType', value: 'X', source: 'V6', company: 'acme' }]);
});

/** The same document with its fields, and those of its lines, in the opposite order. */
function turnedAround(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).reverse();
  return Object.fromEntries(fields.map(([name, field]) => [name, turnedAround(field)]));
}
