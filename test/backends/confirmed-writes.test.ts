import { describe, expect, test } from 'vitest';
import type { WriteTicket } from '../../src/writes/perform-write.ts';
import { rejection } from '../calls/account.ts';
import { type FakeAccount, openFakeAccount, pathOf } from './fake-account.ts';
import { createFakeIvesk, iveskId } from './fake-ivesk.ts';
import { createFakeLightyear, lightyearId } from './fake-lightyear.ts';
import { documentIn } from './handles.ts';
import { sendWrite } from './send-write.ts';
import { uncachedReads } from './uncached-reads.ts';

const TARGET = 'https://gateway.example/webhooks/ivesk/acme';
const AT = '2024-05-14T00:01:00.000Z';

interface Write {
  readonly name: string;
  readonly create: typeof createFakeIvesk | typeof createFakeLightyear;
  readonly path: RegExp;
  /** Texts that confirm the write. */
  readonly confirms: readonly string[];
  readonly send: (account: FakeAccount, ticket: WriteTicket) => Promise<void> | undefined;
}

const WRITES: readonly Write[] = [
  {
    ...{ name: 'an export of Lightyear', create: createFakeLightyear, path: /\/complete$/, confirms: ['', ' \n'] },
    send: ({ backend }, ticket) => backend.exports?.markExported(documentIn(backend, [lightyearId(1)]), ticket),
  },
  {
    ...{ name: 'a sync error of Lightyear', create: createFakeLightyear, path: /\/reject$/, confirms: ['', ' \n'] },
    send: ({ backend }, ticket) =>
      backend.syncErrors?.report(documentIn(backend, [lightyearId(1)]), 'no account', uncachedReads(), ticket),
  },
  {
    ...{ name: 'a sync error of Įvesk', create: createFakeIvesk, path: /\/syncerrors$/, confirms: ['', '{}', ' { } '] },
    send: ({ backend }, ticket) =>
      backend.syncErrors?.report(documentIn(backend, [iveskId(1), AT]), 'no account', uncachedReads(), ticket),
  },
  {
    ...{ name: 'a subscription at Įvesk', create: createFakeIvesk, path: /\/subscriptions$/, confirms: ['', '{}'] },
    send: ({ backend }, ticket) => backend.webhooks?.subscribe('DIGITIZED', TARGET, ticket),
  },
];
const OTHERS = ['{"errorMessage":"timed out"}', '{"message":"no"}', 'null', '[]', '"ok"', '7', 'true', '<html>'];

describe.each(WRITES)('$name', ({ create, path, confirms, send }) => {
  test('is done with the answer that the contract promises, and with any other its outcome is unknown', async () => {
    await using account = await openFakeAccount(create(3));
    let body = '';
    account.fault = (arrival) => {
      if (!path.test(pathOf(arrival))) return false;
      arrival.answer(200, body);
      return true;
    };
    const write = async () => sendWrite(async (ticket) => send(account, ticket));
    for (body of confirms) await write();
    for (body of [...OTHERS, ...(confirms.includes('{}') ? [] : ['{}'])])
      expect([body, await rejection(write())]).toMatchObject([body, { code: 'OUTCOME_UNKNOWN' }]);
  });

  test.each([202, 206, 207])('has an unknown outcome after %i, whatever its body is', async (status) => {
    await using account = await openFakeAccount(create(3));
    let body = '';
    account.fault = (arrival) => {
      if (!path.test(pathOf(arrival))) return false;
      arrival.answer(status, body);
      return true;
    };
    for (body of confirms)
      expect([body, await rejection(sendWrite(async (ticket) => send(account, ticket)))]).toMatchObject([
        body,
        { code: 'OUTCOME_UNKNOWN' },
      ]);
  });
});

test.each([
  {},
  { url: 7 },
  { url: '/in' },
  { url: 'https://s3.example/x', 'Content-Type': {} },
  { errorMessage: 'no' },
])('an upload location that cannot be used is a bad response: %j', async (body) => {
  await using account = await openFakeAccount(createFakeIvesk());
  account.fault = (arrival) => {
    arrival.answer(200, JSON.stringify(body));
    return true;
  };
  const located = account.backend.uploads?.requestLocation('a.pdf', {}, new AbortController().signal);
  expect(await rejection(located ?? Promise.resolve())).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
  expect(account.log.lines).toMatchObject([{ path: expect.any(String) }]);
});
