import { describe, expect, test } from 'vitest';
import { createSourceAddresses } from '../../src/calls/addresses/source-addresses.ts';
import type { StorageConfig } from '../../src/config/config.ts';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';
import { createFileSender } from '../../src/files/put-file.ts';
import { ACCOUNT_ID, rejection } from './account.ts';
import { startRaw } from './source-server.ts';

const PUBLIC = 'https://app.ivesk.lt/api';
const LOCAL = 'http://127.0.0.1:4010/api';

function create(storage: Partial<StorageConfig> = {}, baseUrl = PUBLIC) {
  const log: object[] = [];
  const addresses = createSourceAddresses({
    ...{ accountId: ACCOUNT_ID, baseUrl, storage: { privateAddresses: 'never', ...storage } },
    logger: { warn: (fields) => void log.push(fields) },
  });
  return { ...addresses, log };
}

/** The reason for refusing an address; undefined if it is allowed. */
function reasonOf(url: string, ...given: Parameters<typeof create>): unknown {
  const { handOn, lookupFor } = create(...given);
  const reasons = [handOn, lookupFor].map((check) => {
    try {
      check(url);
      return undefined;
    } catch (error) {
      expect(error).toBeInstanceOf(BackendBadResponse);
      expect(String(error)).not.toContain(url);
      return error instanceof BackendBadResponse && error.cause instanceof Error && error.cause.message;
    }
  });
  expect(reasons[0]).toBe(reasons[1]);
  return reasons[0];
}

describe('a URL that a source gives', () => {
  test.each([
    'https://bucket.s3.eu-west-1.amazonaws.com/a?X-Amz-Signature=1',
    'https://storage.example.com:8443/a',
    'https://8.8.8.8/a',
    'https://[2600:9000::1]/a',
    'https://app.ivesk.lt/files/a',
  ])('may be public, over https: %s', (url) => {
    expect(reasonOf(url)).toBeUndefined();
    expect(create().handOn(url)).toBe(url);
  });

  test.each([
    ['http://bucket.s3.amazonaws.com/a', 'not https'],
    ['ftp://bucket.s3.amazonaws.com/a', 'not https'],
    ['https://user@bucket.s3.amazonaws.com/a', 'user name in it'],
    ['https://app.ivesk.lt@127.0.0.1/a', 'user name in it'],
    ['https:// x/', 'not a URL'],
    ['https://127.0.0.1/a', 'private address'],
    ['https://127.1:9200/a', 'private address'],
    ['https://2130706433/a', 'private address'],
    ['https://0x7f.0.0.1/a', 'private address'],
    ['https://0177.0.0.01/a', 'private address'],
    ['https://①②⑦.0.0.1/a', 'private address'],
    ['https://[::1]/a', 'private address'],
    ['https://[::ffff:127.0.0.1]/a', 'private address'],
    ['https://[::ffff:7f00:1]/a', 'private address'],
    ['https://[64:ff9b::10.0.0.1]/a', 'private address'],
    ['https://[fd12:3456::1]/a', 'private address'],
    ['https://10.1.2.3/a', 'private address'],
    ['https://172.31.255.255/a', 'private address'],
    ['https://192.168.0.1/a', 'private address'],
    ['https://100.64.0.1/a', 'private address'],
    ['https://localhost/a', 'private address'],
    ['https://localhost./a', 'private address'],
    ['https://x.LOCALHOST/a', 'private address'],
    ['https://redis:6379/a', 'private address'],
    ['https://metadata.google.internal/a', 'private address'],
    ['https://printer.local/a', 'private address'],
    ['https://169.254.169.254/latest/meta-data', 'reserved address'],
    ['https://[fe80::1]/a', 'reserved address'],
    ['https://[fd00:ec2::254]/a', 'reserved address'],
    ['https://[::]/a', 'reserved address'],
    ['https://0.0.0.0/a', 'reserved address'],
    ['https://0/a', 'reserved address'],
    ['https://224.0.0.1/a', 'reserved address'],
    ['https://255.255.255.255/a', 'reserved address'],
    ['https://[2002:7f00:1::]/a', 'reserved address'],
    ['https://[ff02::1]/a', 'reserved address'],
  ])('is refused: %s', (url, reason) => {
    expect(reasonOf(url)).toBe(reason);
  });

  test.each([
    ['https://bucket.s3.eu-west-1.amazonaws.com/a', undefined],
    ['https://BUCKET.s3.eu-west-1.amazonaws.com/a', undefined],
    ['https://bucket.s3.eu-west-1.amazonaws.com.evil.com/a', 'host does not match backends.storageHosts'],
    ['https://bucket.s3.eu-west-1.amazonaws.com:444/a', 'host does not match backends.storageHosts'],
    ['https://evil.com/?.s3.eu-west-1.amazonaws.com', 'host does not match backends.storageHosts'],
  ])('has a host that matches where a pattern is configured: %s', (url, reason) => {
    expect(reasonOf(url, { hosts: '.+\\.s3\\.eu-west-1\\.amazonaws\\.com' })).toBe(reason);
  });

  test.each(['http://127.0.0.1:9000/a', 'http://localhost:9000/a', 'https://10.0.0.1/a', 'http://minio/a'])(
    'may be private if the source is, or if the configuration allows it: %s',
    (url) => {
      expect(reasonOf(url, { privateAddresses: 'like-source' }, LOCAL)).toBeUndefined();
      expect(reasonOf(url, { privateAddresses: 'like-source' }, 'http://ivesk:8080')).toBeUndefined();
      expect(reasonOf(url, { privateAddresses: 'always' })).toBeUndefined();
      expect(reasonOf(url, { privateAddresses: 'like-source' })).toEqual(expect.any(String));
      expect(reasonOf(url, { privateAddresses: 'never' }, LOCAL)).toEqual(expect.any(String));
    },
  );

  test('may have the origin of the source, whatever the configuration, but not another port of its host', () => {
    expect(reasonOf('http://127.0.0.1:4010/bucket/a', {}, LOCAL)).toBeUndefined();
    expect(reasonOf('http://127.0.0.1:4011/bucket/a', {}, LOCAL)).toBe('not https');
    expect(reasonOf('https://127.0.0.1:4010/bucket/a', {}, LOCAL)).toBe('private address');
  });

  test.each(['http://169.254.169.254/', 'http://0.0.0.0/', 'http://[fe80::1]/'])('may never be %s', (url) => {
    expect(reasonOf(url, { privateAddresses: 'always' }, LOCAL)).toBe('reserved address');
  });

  test('is logged once per reason if it is refused, and the log does not contain it', () => {
    const { handOn, log } = create();
    for (const url of ['https://10.0.0.1/x', 'https://10.0.0.2/x', 'http://example.com/x']) {
      expect(() => handOn(url)).toThrow(BackendBadResponse);
    }
    expect(log).toEqual([
      { ...ACCOUNT_ID, reason: 'private address' },
      { ...ACCOUNT_ID, reason: 'not https' },
    ]);
  });
});

describe('the host name of an upload location', () => {
  const file = {
    size: 1,
    async *chunks() {
      yield Buffer.from('x');
    },
  };
  const never = new AbortController().signal;

  test('is not connected to if its addresses are private', async () => {
    await using server = await startRaw((socket) => socket.destroy());
    // Every machine resolves this name. The test pretends that the name itself is allowed.
    const addresses = createSourceAddresses({
      accountId: ACCOUNT_ID,
      baseUrl: PUBLIC,
      storage: { privateAddresses: 'never' },
    });
    const lookupFor = () => addresses.lookupFor('https://storage.example.com');
    await using sender = createFileSender({
      ...{ accountId: ACCOUNT_ID, stallTimeoutMs: 2_000, maxConcurrent: 1, addresses: { ...addresses, lookupFor } },
    });
    const url = `http://localhost:${server.port}/`;
    const error = await rejection(sender.put(async () => ({ url, headers: [] }), file, never));
    expect(error).toBeInstanceOf(BackendBadResponse);
    expect(error).toMatchObject({ accountId: ACCOUNT_ID, cause: new Error('private address') });
    expect(server.sockets).toEqual([]);
  });
});
