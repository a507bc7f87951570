import { describe, expect, test } from 'vitest';
import { rejection } from '../calls/account.ts';
import { type Fake, type FakeAccount, openFakeAccount, pathOf } from './fake-account.ts';
import { createFakeIvesk, iveskId } from './fake-ivesk.ts';
import { createFakeLightyear } from './fake-lightyear.ts';
import { createFakeV6 } from './fake-v6.ts';
import { documentIn } from './handles.ts';
import { sendWrite } from './send-write.ts';
import { uncachedReads } from './uncached-reads.ts';

/** A fake that takes `the-key`, in an account with these keys. */
function withKeys(fake: Fake, apiKey: string | readonly string[]): Fake {
  return { ...fake, section: (baseUrl) => ({ ...fake.section(baseUrl), apiKey }) };
}

function list({ backend }: FakeAccount) {
  return backend.listInvoices({}, null, uncachedReads());
}

describe.each([
  { name: 'V6', create: createFakeV6, header: 'authorization', refusal: 401 },
  { name: 'Įvesk', create: createFakeIvesk, header: 'x-api-key', refusal: 403 },
] as const)('an account of $name with two API keys', ({ create, header, refusal }) => {
  const keysOf = ({ arrivals }: FakeAccount) =>
    arrivals.map(({ headers }) => String(headers[header]).replace('ApiKey ', ''));

  test('uses the second one if the first is refused, and stays with it', async () => {
    await using account = await openFakeAccount(withKeys(create(2), ['new-key', 'the-key']));
    expect((await list(account)).entries).not.toEqual([]);
    expect((await list(account)).entries).not.toEqual([]);
    expect(keysOf(account)).toEqual(['new-key', 'the-key', 'the-key']);
  });

  test('goes back to the first when the second is no longer taken', async () => {
    await using account = await openFakeAccount(withKeys(create(2), ['new-key', 'the-key']));
    await list(account);
    account.fault = (arrival) => {
      if (!String(arrival.headers[header]).includes('the-key')) return false;
      arrival.answer(refusal, '{"message":"Forbidden"}');
      return true;
    };
    expect(await rejection(list(account))).toMatchObject({ code: 'BACKEND_UNAUTHORIZED' });
    expect(keysOf(account).slice(2)).toEqual(['the-key', 'new-key']);
  });

  test('reports refused credentials if neither is taken', async () => {
    await using account = await openFakeAccount(withKeys(create(2), ['new-key', 'other-key']));
    expect(await rejection(list(account))).toMatchObject({ code: 'BACKEND_UNAUTHORIZED' });
    expect(keysOf(account)).toEqual(['new-key', 'other-key']);
  });

  test('does not repeat a call that failed for another reason', async () => {
    await using account = await openFakeAccount(withKeys(create(2), ['the-key', 'old-key']));
    account.fault = (arrival) => {
      arrival.answer(400, '{"message":"no"}');
      return true;
    };
    expect(await rejection(list(account))).toMatchObject({ code: 'BACKEND_REJECTED' });
    expect(keysOf(account)).toEqual(['the-key']);
  });
});

test('a write of Įvesk is sent again with the other key only after its key was refused', async () => {
  const at = '2024-05-14T00:01:00.000Z';
  await using account = await openFakeAccount(withKeys(createFakeIvesk(3), ['new-key', 'the-key']));
  const report = () =>
    sendWrite(async (ticket) => {
      const document = documentIn(account.backend, [iveskId(1), at]);
      return account.backend.syncErrors?.report(document, 'no account', uncachedReads(), ticket);
    });
  await list(account);
  const writes = () => account.arrivals.filter((arrival) => pathOf(arrival).endsWith('/syncerrors'));
  account.fault = (arrival) => {
    if (!pathOf(arrival).endsWith('/syncerrors')) return false;
    arrival.answer(500, '');
    return true;
  };
  expect(await rejection(report())).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  expect(writes()).toHaveLength(1);
});

test('an account of Lightyear asks for its token with the second secret if the first is refused', async () => {
  const fake = createFakeLightyear(1);
  const secrets = ['new-secret', 'the-secret'];
  const section = (baseUrl: string) => ({ ...fake.section(baseUrl), clientSecret: secrets });
  await using account = await openFakeAccount({ ...fake, section, isAside: () => false });
  const asked: string[] = [];
  account.fault = (arrival) => {
    if (pathOf(arrival) !== '/oauth2/token') return false;
    const [, secret = ''] = Buffer.from(String(arrival.headers.authorization).slice(6), 'base64').toString().split(':');
    asked.push(secret);
    if (secret === 'the-secret') return false;
    arrival.answer(401, '{"error":"invalid_client"}');
    return true;
  };
  expect((await list(account)).entries).toHaveLength(1);
  expect(asked).toEqual(secrets);
});
