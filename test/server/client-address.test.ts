import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import { clientAddress } from '../../src/server/http/client-address.ts';
import { startWorld } from '../end-to-end/world.ts';
import { openSocket } from './live/socket-client.ts';

const COMPANIES = { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } };

function addressFor(trustProxy: unknown, forwarded: string | undefined, remoteAddress = '10.0.0.9') {
  const { server } = parseConfig({ companies: COMPANIES, server: { trustProxy } });
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddress(server.trustProxy)({ headers, socket: { remoteAddress } });
}

describe('the address of a client', () => {
  test.each([
    ['without a proxy, is that of the connection', 0, '203.0.113.7', '10.0.0.9'],
    ['behind a proxy, is the last one of the header', 1, '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['behind two proxies, is the last but one', 2, '198.51.100.1, 203.0.113.7, 10.0.0.8', '203.0.113.7'],
    ['is the first one if there are fewer proxies than configured', 3, '203.0.113.7,10.0.0.8', '203.0.113.7'],
    ['is that of the connection if the header is missing', 2, undefined, '10.0.0.9'],
    ['is that of the proxy if the header is empty', 1, '', '10.0.0.9'],
    ['is that of the proxy if the entry is malformed', 1, '203.0.113.7, unknown', '10.0.0.9'],
    ['is not taken from the left of a malformed entry', 3, '203.0.113.7, nonsense, 10.0.0.8', '10.0.0.8'],
    ['is not taken from the left of one in trusted ranges', ['10.0.0.0/8'], '203.0.113.7, unknown', '10.0.0.9'],
    ['is read without a port', 1, '203.0.113.7:4711', '203.0.113.7'],
    ['is read without brackets and a port', 1, '[2001:db8::7]:4711', '2001:db8::7'],
    ['is read without brackets', 1, '[2001:db8::7]', '2001:db8::7'],
    ['does not have a zone', 1, 'fe80::1%eth0', '10.0.0.9'],
    ['is IPv4 if it is mapped to IPv6', 1, '::ffff:203.0.113.7', '203.0.113.7'],
    ['passes trusted ranges from the right', ['10.0.0.0/8'], '198.51.100.1, 203.0.113.7, 10.1.1.1', '203.0.113.7'],
    ['passes a single trusted address', ['10.0.0.9'], '203.0.113.7, 10.0.0.8', '10.0.0.8'],
    ['is that of the connection if it is outside the ranges', ['192.168.0.0/16'], '203.0.113.7', '10.0.0.9'],
    ['is the leftmost if every address is trusted', ['10.0.0.0/8'], '10.3.3.3, 10.2.2.2', '10.3.3.3'],
    ['passes trusted ranges of IPv6', ['10.0.0.0/8', 'fd00::/8'], '2001:db8::7, fd00::1', '2001:db8::7'],
  ])('%s', (_title, trustProxy, forwarded, expected) => {
    expect(addressFor(trustProxy, forwarded)).toBe(expected);
  });

  test('is found if the connection of a trusted proxy has a mapped address', () => {
    expect(addressFor(['10.0.0.0/8'], '203.0.113.7', '::ffff:10.0.0.9')).toBe('203.0.113.7');
  });

  test('is found in the last 16 of thousands of addresses', () => {
    expect(addressFor(['10.0.0.0/8'], `203.0.113.7${', 10.0.0.1'.repeat(5_000)}`)).toBe('10.0.0.1');
  });
});

describe('failed logins', () => {
  const limits = { failedLoginsPerMinute: 1 };

  /** The status of a wrong token, at each endpoint, from a client with this header. */
  async function statuses(url: URL, forwarded: string): Promise<readonly unknown[]> {
    const headers = { authorization: 'Bearer wrong', 'x-forwarded-for': forwarded };
    const query = '?query={__typename}';
    const graphql = await fetch(new URL(`graphql${query}`, url), { headers });
    const stream = await fetch(new URL(`graphql/stream${query}`, url), { headers });
    using socket = await openSocket({ url }, { headers });
    socket.send({ type: 'connection_init' });
    return [graphql.status, stream.status, (await socket.closed).code];
  }

  test('count by connection if no proxy is trusted, whatever the header says', async () => {
    await using world = await startWorld({ config: { limits } });
    expect(await statuses(world.url, '203.0.113.1')).toEqual([401, 429, 1013]);
    expect(await statuses(world.url, '203.0.113.2')).toEqual([429, 429, 1013]);
  });

  test('count by client behind a trusted proxy, at every endpoint, and a forged entry changes nothing', async () => {
    await using world = await startWorld({ config: { limits, server: { trustProxy: ['127.0.0.0/8'] } } });
    expect(await statuses(world.url, '203.0.113.1')).toEqual([401, 429, 1013]);
    expect(await statuses(world.url, '198.51.100.9, 203.0.113.1')).toEqual([429, 429, 1013]);
    expect(await statuses(world.url, '203.0.113.2')).toEqual([401, 429, 1013]);
  });

  test('count by client as soon as a reload has made the proxy trusted', async () => {
    await using world = await startWorld({ config: { limits } });
    expect(await statuses(world.url, '203.0.113.1')).toEqual([401, 429, 1013]);
    expect(await world.reload({ server: { trustProxy: 1 } })).toBe('applied');
    expect(await statuses(world.url, '203.0.113.2')).toEqual([401, 429, 1013]);
  });
});
