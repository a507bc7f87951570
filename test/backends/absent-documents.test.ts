import { describe, expect, test } from 'vitest';
import type { InvoiceKey } from '../../src/backends/backend.ts';
import { rejection } from '../calls/account.ts';
import { answerJson, type FakeAccount, openFakeAccount } from './fake-account.ts';
import { createFakeIvesk, iveskId } from './fake-ivesk.ts';
import { createFakeV6 } from './fake-v6.ts';
import { FAKES } from './fakes.ts';
import { documentIn } from './handles.ts';
import { changeAnswers } from './odd-answers.ts';
import { sendWrite } from './send-write.ts';
import { uncachedReads } from './uncached-reads.ts';

const QUERY = { issuedFrom: null, issuedTo: null, iveskQueue: 'DIGITIZED', since: null };
const READS = uncachedReads();
const BAD = { code: 'BACKEND_BAD_RESPONSE' };
const LISTED = [
  { name: 'IVESK', create: createFakeIvesk },
  { name: 'V6', create: createFakeV6 },
];

async function read({ backend }: FakeAccount, key: InvoiceKey) {
  const [one] = await backend.readInvoices([documentIn(backend, key)], READS);
  return one;
}

async function firstKey({ backend }: FakeAccount): Promise<InvoiceKey> {
  const { entries } = await backend.listInvoices(QUERY, null, READS);
  return entries[0]?.document.key ?? [];
}

describe.each(LISTED)('a document of $name that is looked for in a list', ({ create }) => {
  test('is not absent as long as the list has entries without a name', async () => {
    await using account = await openFakeAccount(create(3));
    const { documents, nameless, absentKey } = account.fake;
    const key = await firstKey(account);
    const [document] = documents;
    for (const entry of nameless) {
      documents[0] = entry;
      // The page of a queue is read from the document's instant.
      changeAnswers(account, (text) => withEntry(text, entry));
      expect([entry, await read(account, key)]).toMatchObject([entry, BAD]);
      account.fault = () => false;
    }
    documents[0] = document;
    expect(await read(account, key)).toMatchObject({ ref: { key } });
    documents.shift();
    expect([await read(account, key), await read(account, absentKey)]).toEqual([null, null]);
  });

  test('is not absent if the list is not there', async () => {
    await using account = await openFakeAccount(create(3));
    const key = await firstKey(account);
    changeAnswers(account, () => '{}', 404);
    expect(await read(account, key)).toMatchObject(BAD);
  });
});

test.each(Object.entries(FAKES))(
  'the list of %s is a bad response if its address does not exist',
  async (_, { create }) => {
    await using account = await openFakeAccount(create(3));
    changeAnswers(account, () => '{}', 404);
    const error = await rejection(account.backend.listInvoices(QUERY, null, READS));
    expect(error).toMatchObject({ ...BAD, message: expect.stringContaining('has no list at the address') });
  },
);

describe('an invoice of V6 is not absent', () => {
  const key = ['2024-06-03', 'A', '007', 'I'];
  const whole = { invoiceNo: 'A', invoiceDate: '2024-06-03', customerCode: '007', fileType: 'I' };

  test.each([
    { ...whole, customerCode: {} },
    { ...whole, customerCode: undefined },
    { ...whole, fileType: [] },
    { ...whole, fileType: undefined },
    { ...whole, invoiceDate: {} },
    { ...whole, invoiceDate: undefined },
    { ...whole, invoiceDate: '0001-01-01' },
    { ...whole, invoiceDate: '2024-06-03T00:00:00' },
  ])('while a part of its key is missing or cannot be read: %j', async (document) => {
    await using account = await openFakeAccount(createFakeV6());
    account.fault = (arrival) => {
      answerJson(arrival, [document]);
      return true;
    };
    expect(await read(account, key)).toMatchObject(BAD);
  });

  test('but is if the list has only others', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fake.documents.push(
      ...[{ invoiceNo: 'B' }, { customerCode: '8' }, { fileType: 'C' }].map((other) => ({ ...whole, ...other })),
    );
    expect(await read(account, key)).toBeNull();
  });
});

describe('a sync error of a document that cannot be looked for', () => {
  test.each([
    ['its id cannot be read', 200, { documents: [{ id: {}, digitizedat: '2024-05-14T00:00:00.000Z' }] }],
    ['the list is not there', 404, { message: 'Not Found' }],
    ['the list is refused', 400, { message: 'from' }],
    ['the list conflicts', 409, { message: 'busy' }],
  ])('is not sent, and can be sent later: %s', async (_, status, body) => {
    await using account = await openFakeAccount(createFakeIvesk(1));
    account.fault = (arrival) => {
      answerJson(arrival, body, status);
      return true;
    };
    const document = documentIn(account.backend, [iveskId(0), '2024-05-14T00:00:00.000Z']);
    const report = sendWrite(
      (ticket) => account.backend.syncErrors?.report(document, 'no account', READS, ticket) ?? Promise.resolve(),
    );
    // NOT_FOUND, CONFLICT and BACKEND_REJECTED would be its outcome for good.
    expect(await rejection(report)).toMatchObject(BAD);
    expect(account.arrivals.map(({ method }) => method)).toEqual(['GET']);
  });
});

function withEntry(text: string, entry: unknown): string {
  const page: unknown = JSON.parse(text);
  if (Array.isArray(page)) return JSON.stringify([entry, ...page]);
  const { documents = [] } = page as { documents?: readonly unknown[] };
  return JSON.stringify({ ...Object(page), documents: [entry, ...documents] });
}
