import { describe, expect, test } from 'vitest';
import { withholdSecrets } from '../../src/backends/ivesk/withhold-secrets.ts';
import { secretSettings } from '../../src/backends/registry.ts';
import { withoutSecrets } from '../../src/calls/policies/without-secrets.ts';
import { readSourceMessage } from '../../src/calls/source-message.ts';
import { SECRET_FIELDS, withholdFromText } from '../../src/domain/secrets.ts';
import { ACME, createTestCache, never, readValue } from '../cache/cache-subject.ts';
import { noRedis, startRedis, until } from '../cache/redis-server.ts';
import { createLogSink } from '../end-to-end/log-sink.ts';

const VALUE = 'hunter2';

function repeat(value: unknown): string {
  return JSON.stringify(value);
}

async function quoted(refusal: string, headers: Record<string, string> = {}): Promise<string> {
  const send = withoutSecrets(async () => ({ status: 400, headers: {}, text: refusal }), []);
  const { text } = await send({ method: 'GET', operation: 'getIt', path: '/', headers, signal: never() });
  return text;
}

describe.each(SECRET_FIELDS)('the secret field %s', (field) => {
  const nested = { a: { [field]: VALUE }, kept: 'yes' };

  test('is redacted in a log line', () => {
    const log = createLogSink();
    log.logger.info({ [field]: VALUE }, 'top');
    log.logger.info(nested, 'below');
    log.logger.info({ b: nested }, 'two below');
    expect(log.text()).not.toContain(VALUE);
    expect(log.text().split(`"${field}":"[redacted]"`)).toHaveLength(4);
  });

  test.skipIf(noRedis)('is absent in Redis', async () => {
    await using redis = await startRedis();
    await using cache = await createTestCache({}, redis.url);
    await until(() =>
      cache.ping().then(
        () => true,
        () => false,
      ),
    );
    await readValue(cache.openOperation().of(ACME, never()), nested);
    await until(async () => (await redis.values()).size > 0);
    const [stored = ''] = (await redis.values()).values();
    expect(stored).toContain('"kept":"yes"');
    expect(stored).not.toContain(VALUE);
  });

  test('is absent in the event store, also as a part of a longer name', () => {
    const stored = withholdSecrets(repeat({ ...nested, [`seller${field}`]: VALUE, [field.toUpperCase()]: VALUE }));
    expect(JSON.parse(stored)).toMatchObject({ a: { [field]: '' }, kept: 'yes' });
    expect(stored).not.toContain(VALUE);
  });

  test('is withheld from a quoted refusal', async () => {
    const words = [`${field}: ${VALUE}`, `"${field}":"${VALUE}"`, `?${field}=${VALUE}&x`, repeat(nested)];
    const text = await quoted(repeat({ message: words.join(' | '), violations: words, ...nested }));
    const { message, violations } = readSourceMessage(text);
    expect(text).not.toContain(VALUE);
    expect(message).toContain(`${field}:[withheld]`);
    expect(violations).toHaveLength(4);
    expect(await quoted(words.join('\n'))).not.toContain(VALUE);
  });

  test('is withheld from a refusal that repeats the request header of that name', async () => {
    expect(await quoted(repeat({ message: `no ${VALUE}` }), { [field]: VALUE })).toBe('{"message":"no [withheld]"}');
  });
});

test.each(secretSettings())('the secret setting %s is redacted in a log line', (setting) => {
  const log = createLogSink();
  log.logger.info({ account: { [setting]: VALUE } }, 'x');
  expect(log.text()).not.toContain(VALUE);
});

test.each([
  ['iban: must not be blank', 'iban: must not be blank'],
  [
    'supplier.bankAccount.iban: size must be between 1 and 34',
    'supplier.bankAccount.iban: size must be between 1 and 34',
  ],
  ['The token has expired', 'The token has expired'],
  ['IBAN: LT12 1000 0111 is not valid', 'IBAN:# is not valid'],
  ['password=abc&x=1', 'password=#&x=1'],
  ["{'token': 'a b c'}", "{'token':#}"],
])('in the text %j, only values are withheld', (text, expected) => {
  expect(withholdFromText(text, '#')).toBe(expected);
});

test('a long text of field names is read in linear time', () => {
  const start = performance.now();
  for (const part of ['iban', 'iban:', 'iban: "', 'iban=1 1 1 ', 'token   '])
    withholdFromText(part.repeat(100_000), '#');
  expect(performance.now() - start).toBeLessThan(5_000);
});
