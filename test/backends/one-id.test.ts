import { describe, expect, test } from 'vitest';
import { GatewayError } from '../../src/errors/catalogue.ts';
import { answerJson, openFakeAccount } from './fake-account.ts';
import { createFakeIvesk } from './fake-ivesk.ts';
import { createFakeV6 } from './fake-v6.ts';
import { documentIn } from './handles.ts';
import { uncachedReads } from './uncached-reads.ts';

const READS = uncachedReads();
const UUID = 'aaaaaaaa-0000-4000-8000-00000000000f';
const AT = '2024-05-14T10:00:01.000Z';

/** The keys under which the source lists these documents, and whether each can be read. */
async function listed(fake: ReturnType<typeof createFakeV6>, ...documents: readonly unknown[]) {
  await using account = await openFakeAccount(fake);
  account.fault = (arrival) => {
    answerJson(arrival, fake.page.list === null ? documents : { documents });
    return true;
  };
  const query = { issuedFrom: null, issuedTo: null, iveskQueue: 'DIGITIZED', since: null };
  const { entries } = await account.backend.listInvoices(query, null, READS);
  return entries.map(({ document, invoice }) => ({
    key: document.key,
    isRead: !(invoice instanceof GatewayError),
    isStable: account.backend.hasStableId(document),
  }));
}

describe('a document of Įvesk has one key', () => {
  const ivesk = (fields: object) => listed(createFakeIvesk(), { id: UUID, digitizedat: AT, ...fields });

  test.each([
    { digitizedat: '2024-05-14T10:00:01Z' },
    { digitizedat: '2024-05-14T10:00:01.0Z' },
    { digitizedat: '2024-05-14T10:00:01.000000Z' },
    { digitizedat: '2024-05-14T10:00:01+00:00' },
    { digitizedat: '2024-05-14T13:00:01.00+03:00' },
    { digitizedat: '2024-05-14t10:00:01z' },
    { id: UUID.toUpperCase() },
  ])('however it is written: %j', async (fields) => {
    expect(await ivesk(fields)).toMatchObject([{ key: [UUID, AT], isRead: true }]);
  });

  test('that keeps the digits which make another instant', async () => {
    expect(await ivesk({ digitizedat: '2024-05-14T10:00:01.00010Z' })).toMatchObject([
      { key: [UUID, '2024-05-14T10:00:01.0001Z'] },
    ]);
  });

  test('and is a failure in the queue of digitized documents if it does not say when it was digitized', async () => {
    const [entry] = await ivesk({ digitizedat: undefined, exportedat: '2024-05-15T10:00:00.000Z' });
    expect(entry).toMatchObject({ isRead: false });
  });

  test.each([
    [UUID, '2024-05-14T10:00:01Z'],
    [UUID, '2024-05-14T12:00:01.000+02:00'],
    [UUID.toUpperCase(), AT],
  ])('which a saved id in another spelling leads to: %s %s', async (...key) => {
    await using account = await openFakeAccount(createFakeIvesk());
    account.fake.documents.push({ id: UUID, digitizedat: AT, docnum: 'one' });
    const document = documentIn(account.backend, key);
    expect(document.key).toEqual([UUID, AT]);
    expect(await account.backend.readInvoices([document], READS)).toMatchObject([
      { number: 'one', ref: { key: document.key } },
    ]);
  });

  test('and is on its page once if it comes in two spellings', async () => {
    const documents = [
      { id: UUID, digitizedat: AT },
      { id: UUID.toUpperCase(), digitizedat: '2024-05-14T10:00:01Z' },
    ];
    expect(await listed(createFakeIvesk(), ...documents)).toHaveLength(1);
  });
});

describe('an invoice of V6 has one key', () => {
  const whole = { invoiceNo: 'A', invoiceDate: '2024-06-03', customerCode: '007', fileType: 'I' };
  const key = ['2024-06-03', 'A', '007', 'I'];

  test.each([
    { fileType: 'i' },
    { fileType: ' I ' },
    { invoiceDate: '03-06-2024' },
    { invoiceNo: ' A ' },
    { customerCode: '007 ' },
  ])('however it is written: %j', async (fields) => {
    expect(await listed(createFakeV6(), { ...whole, ...fields })).toEqual([{ key, isRead: true, isStable: true }]);
  });

  test('which a saved id in another spelling leads to', async () => {
    await using account = await openFakeAccount(createFakeV6());
    account.fake.documents.push(whole);
    const document = documentIn(account.backend, ['2024-06-03', ' A', '007 ', 'i']);
    expect(document.key).toEqual(key);
    expect(await account.backend.readInvoices([document], READS)).toMatchObject([{ number: 'A', ref: { key } }]);
  });

  test.each([
    { invoiceDate: {} },
    { invoiceDate: 20240603 },
    { invoiceDate: ['2024-06-03'] },
    { customerCode: {} },
    { fileType: ['I'] },
  ])('and is a failure under another one if a part of it cannot be read: %j', async (fields) => {
    const [entry] = await listed(createFakeV6(), { ...whole, ...fields });
    expect(entry).toMatchObject({ isRead: false, isStable: false });
    expect(entry?.key).not.toEqual(key);
  });

  test.each([{ customerCode: {} }, { fileType: {} }, { invoiceDate: {} }])(
    'that no invoice with an unreadable key changes: %j',
    async (fields) => {
      const lacking = { ...whole, ...Object.fromEntries(Object.keys(fields).map((name) => [name, undefined])) };
      const [alone] = await listed(createFakeV6(), lacking);
      const both = await listed(createFakeV6(), { ...whole, ...fields }, lacking);
      expect(both.find(({ isRead }) => isRead)).toEqual(alone);
      expect(new Set(both.map((one) => one.key.join())).size).toBe(2);
    },
  );
});
