import { describe, expect, test } from 'vitest';
import { ODD_V6_NUMBERS } from '../../sandbox/world/v6/odd-invoices.ts';
import { ask, signIn, startAtNow } from './sources.ts';

const LAST_MONTH = '/invoices?fromDate=18022026&toDate=20032026';

describe('access', () => {
  test.each([undefined, 'ApiKey wrong', 'Bearer acme-v6-key-not-a-secret', 'acme-v6-key-not-a-secret'])(
    'is refused with the authorization %s',
    async (authorization) => {
      await using sandbox = await startAtNow();
      const headers = authorization === undefined ? {} : { authorization };
      const reply = await ask(sandbox.v6.url + LAST_MONTH, { headers });
      expect(reply).toMatchObject({ status: 401, json: { httpStatusCode: 401, msg: expect.any(String) } });
    },
  );

  test('is granted with the API key, also to ping', async () => {
    await using sandbox = await startAtNow();
    const { v6 } = await signIn(sandbox, 'acme');
    expect(await v6('/ping')).toMatchObject({ status: 200 });
    expect(await ask(`${sandbox.v6.url}/ping`)).toMatchObject({ status: 401 });
  });
});

describe('a range', () => {
  test('that is invalid is refused with all its violations at once', async () => {
    await using sandbox = await startAtNow();
    const { v6 } = await signIn(sandbox, 'acme');
    const { status, json } = await v6('/invoices?fromDate=30022026&limit=1');
    expect(status).toBe(400);
    expect(json.violations).toHaveLength(3);
    expect(json.violations.every((line: string) => /^\S+ - .+ - .+$/.test(line))).toBe(true);
    expect((await v6('/invoices?fromDate=02032026&toDate=01032026')).json.violations).toEqual([
      expect.stringContaining('fromDate is after toDate'),
    ]);
    expect(await v6('/invoices?fromDate=2026-03-01&toDate=02032026')).toMatchObject({ status: 400 });
  });

  test('contains the invoices from its first to its last day, in one bare array', async () => {
    await using sandbox = await startAtNow();
    const { v6 } = await signIn(sandbox, 'acme');
    const entries = sandbox.world.acme.v6.entries().filter(({ date }) => date >= '2026-03-09' && date <= '2026-03-11');
    const { json } = await v6('/invoices?fromDate=09032026&toDate=11032026');
    const numbers = (list: readonly { readonly invoiceNo?: unknown }[]) =>
      list.map(({ invoiceNo }) => invoiceNo).sort();
    expect(entries.map(({ date }) => date)).toEqual(expect.arrayContaining(['2026-03-09', '2026-03-10', '2026-03-11']));
    expect(numbers(json)).toEqual(numbers(entries.map(({ document }) => document)));
    const single = await v6('/invoices?fromDate=10032026&toDate=10032026');
    expect(single.json).toHaveLength(entries.filter(({ date }) => date === '2026-03-10').length);
  });

  test('is not ordered by date', async () => {
    await using sandbox = await startAtNow();
    const { v6 } = await signIn(sandbox, 'borealis');
    const { json } = await v6(LAST_MONTH);
    const numbers = json.map(({ invoiceNo }: { invoiceNo: string }) => invoiceNo);
    expect(numbers).not.toEqual(numbers.toSorted());
  });

  test('without invoices is 204 for one company and [] for the other', async () => {
    await using sandbox = await startAtNow();
    const [acme, borealis] = [await signIn(sandbox, 'acme'), await signIn(sandbox, 'borealis')];
    const longAgo = '/invoices?fromDate=01012001&toDate=31122001';
    expect(await acme.v6(longAgo)).toMatchObject({ status: 204, text: '' });
    expect(await borealis.v6(longAgo)).toMatchObject({ status: 200, json: [] });
  });

  test('keeps every digit of a number', async () => {
    await using sandbox = await startAtNow();
    const { v6 } = await signIn(sandbox, 'curio');
    const { text, json } = await v6(LAST_MONTH);
    expect(json.some(({ invoiceNo }: { invoiceNo: string }) => invoiceNo === ODD_V6_NUMBERS.exponent)).toBe(true);
    for (const digits of [
      '"amount":1e21',
      '98765432109876.54',
      '"glCode":12345678901234567890',
      '"amount":123456789012345,',
    ]) {
      expect(text).toContain(digits);
    }
  });
});
