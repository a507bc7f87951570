import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createAuthority } from '../../sandbox/sns/certificate.ts';
import { CallFailure } from '../../src/calls/call-failure.ts';
import { createHttpsFetch } from '../../src/calls/fetch-https.ts';
import { type Handler, startHttpsHost, useTrustedAuthority, whenClosed } from '../webhooks/sns/https-host.ts';
import { createFakeClock } from './fake-clock.ts';
import { refusedBaseUrl, startRaw } from './source-server.ts';

const authority = useTrustedAuthority();
const certificate = authority.issue({ ips: ['127.0.0.1'] });
function startHost(handler?: Handler) {
  return startHttpsHost(certificate, handler);
}
const LIMITS = { deadlineMs: 10_000, maxBytes: 1_000 };

async function failureOf(answer: Promise<unknown>): Promise<CallFailure> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CallFailure);
  return error as CallFailure;
}

test('an HTTPS fetch GETs path and query, and returns status and bytes', async () => {
  await using host = await startHost((_, response) => void response.writeHead(404).end(Buffer.from([0, 255])));
  await using fetch = createHttpsFetch(LIMITS);
  expect(await fetch.get(host.url('/a%20b?c=d'))).toEqual({
    status: 404,
    body: Buffer.from([0, 255]),
    isWhole: true,
  });
  expect(host.requests).toMatchObject([{ method: 'GET', url: '/a%20b?c=d', headers: { host: host.host } }]);
});

test('an HTTPS fetch opens a connection for each call, and closes it', async () => {
  await using host = await startHost((_, response) => void response.end('x'));
  await using fetch = createHttpsFetch(LIMITS);
  for (let i = 0; i < 2; i += 1) await fetch.get(host.url('/'));
  const sockets = host.requests.map(({ socket }) => socket);
  expect(new Set(sockets).size).toBe(2);
  expect(host.requests[0]?.headers.connection).toBe('close');
  await Promise.all(sockets.map(whenClosed));
});

test('an HTTPS fetch refuses other schemes without a call', async () => {
  await using plain = await startRaw(() => {});
  await using fetch = createHttpsFetch(LIMITS);
  await expect(fetch.get(new URL(plain.baseUrl))).rejects.toThrow(TypeError);
  expect(plain.sockets).toEqual([]);
});

test.each([301, 302, 303, 307, 308])('an HTTPS fetch returns a %i, and does not follow it', async (status) => {
  await using elsewhere = await startHost((_, response) => void response.end());
  await using host = await startHost((_, response) => {
    response.writeHead(status, { location: elsewhere.url('/x.pem').href }).end();
  });
  await using fetch = createHttpsFetch(LIMITS);
  expect(await fetch.get(host.url('/x.pem'))).toMatchObject({ status });
  expect([host.requests.length, elsewhere.requests.length]).toEqual([1, 0]);
});

test('an HTTPS fetch returns a complete body of the maximum length', async () => {
  await using host = await startHost((_, response) => void response.end('x'.repeat(LIMITS.maxBytes)));
  await using fetch = createHttpsFetch(LIMITS);
  const { body, isWhole } = await fetch.get(host.url('/'));
  expect([body.length, isWhole]).toEqual([LIMITS.maxBytes, true]);
});

test('an HTTPS fetch stops reading an endless body, and closes its connection', async () => {
  await using host = await startHost((_, response) => {
    const pour = (): void => void (response.destroyed || response.write('x'.repeat(700), () => setImmediate(pour)));
    pour();
  });
  await using fetch = createHttpsFetch(LIMITS);
  const asked = host.next();
  const answer = fetch.get(host.url('/'));
  const { socket } = (await asked).request;
  const { status, body, isWhole } = await answer;
  expect([status, body.length, isWhole]).toEqual([200, LIMITS.maxBytes, false]);
  await whenClosed(socket);
});

test('an HTTPS fetch times out if the host does not start TLS', async () => {
  await using mute = await startRaw(() => {});
  const clock = createFakeClock();
  await using fetch = createHttpsFetch({ ...LIMITS, clock });
  const failure = failureOf(fetch.get(new URL(`https://127.0.0.1:${mute.port}/`)));
  expect(await clock.pass()).toBe(LIMITS.deadlineMs);
  expect(await failure).toMatchObject({ kind: 'timeout' });
});

test.each<[string, Handler]>([
  ['no head', () => {}],
  ['half a body', (_, response) => void response.writeHead(200, { 'content-length': 2 }).write('x')],
])('gives up a host that sends %s, and closes the connection', async (_, handler) => {
  await using host = await startHost(handler);
  const clock = createFakeClock();
  await using fetch = createHttpsFetch({ ...LIMITS, clock });
  const asked = host.next();
  const failure = failureOf(fetch.get(host.url('/')));
  const { socket } = (await asked).request;
  await clock.pass();
  expect(await failure).toMatchObject({ kind: 'timeout' });
  await whenClosed(socket);
  expect(clock.running()).toEqual([]);
});

test('an HTTPS fetch aborts with the signal of its caller, before and during the call', async () => {
  await using host = await startHost();
  await using fetch = createHttpsFetch(LIMITS);
  const controller = new AbortController();
  const asked = host.next();
  const failure = failureOf(fetch.get(host.url('/'), controller.signal));
  const { socket } = (await asked).request;
  controller.abort('enough');
  expect(await failure).toMatchObject({ kind: 'aborted', cause: 'enough' });
  await whenClosed(socket);
  expect(await failureOf(fetch.get(host.url('/'), controller.signal))).toMatchObject({ kind: 'aborted', sent: false });
  expect(host.requests.length).toBe(1);
});

test('an HTTPS fetch clears its timers', async () => {
  await using host = await startHost((_, response) => void response.end());
  const clock = createFakeClock();
  await using fetch = createHttpsFetch({ ...LIMITS, clock });
  await fetch.get(host.url('/'));
  expect(clock.running()).toEqual([]);
});

test('an HTTPS fetch fails with a connection failure if the host is unreachable or closes the connection', async () => {
  await using host = await startHost((_, response) => {
    response.writeHead(200, { 'content-length': 2 }).write('x', () => response.destroy());
  });
  await using fetch = createHttpsFetch(LIMITS);
  const refused = new URL((await refusedBaseUrl()).replace('http:', 'https:'));
  expect(await failureOf(fetch.get(refused))).toMatchObject({ kind: 'connection' });
  expect(await failureOf(fetch.get(host.url('/')))).toMatchObject({ kind: 'connection' });
});

test('an HTTPS fetch fails once it is disposed of', async () => {
  await using host = await startHost();
  const fetch = createHttpsFetch(LIMITS);
  const asked = host.next();
  const failure = failureOf(fetch.get(host.url('/')));
  await asked;
  await fetch[Symbol.asyncDispose]();
  expect(await failure).toMatchObject({ kind: 'closed' });
});

test.each([
  ['of an untrusted authority', createAuthority().issue({ ips: ['127.0.0.1'] })],
  ['for another address', authority.issue({ ips: ['127.0.0.2'], hosts: ['localhost'] })],
])('an HTTPS fetch does not send a request to a host with a certificate %s', async (_, certificate) => {
  await using host = await startHttpsHost(certificate, (_request, response) => void response.end());
  await using fetch = createHttpsFetch(LIMITS);
  expect(await failureOf(fetch.get(host.url('/')))).toMatchObject({ kind: 'connection' });
  expect(host.requests).toEqual([]);
});

test('an HTTPS fetch trusts the authorities that Node trusts at the time of the call', async () => {
  await using host = await startHost((_, response) => void response.end());
  await using fetch = createHttpsFetch(LIMITS);
  const trusted = getCACertificates('default');
  expect(await fetch.get(host.url('/'))).toMatchObject({ status: 200 });
  setDefaultCACertificates(trusted.filter((pem) => pem.trim() !== authority.certificatePem.trim()));
  const failure = await failureOf(fetch.get(host.url('/')));
  setDefaultCACertificates(trusted);
  expect(failure).toMatchObject({ kind: 'connection' });
  expect(await fetch.get(host.url('/'))).toMatchObject({ status: 200 });
});

test('an HTTPS fetch trusts NODE_EXTRA_CA_CERTS, and does not use a proxy', async () => {
  await using host = await startHost((_, response) => void response.writeHead(204).end());
  const folder = await mkdtemp(join(tmpdir(), 'fetch-https-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, authority.certificatePem);
  const script = `
    const { createHttpsFetch } = await import(${JSON.stringify(new URL('../../src/calls/fetch-https.ts', import.meta.url))});
    await using fetch = createHttpsFetch({ deadlineMs: 10_000, maxBytes: 100 });
    const outcome = await fetch.get(new URL(process.argv[1])).then(({ status }) => status, ({ kind }) => kind);
    process.stdout.write(String(outcome));`;
  const noProxy = (await refusedBaseUrl()).replace('https:', 'http:');
  const run = async (env: Record<string, string>): Promise<string> => {
    const args = ['--input-type=module', '--eval', script, host.url('/').href];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { PATH: process.env['PATH'], ...env },
    });
    return stdout;
  };
  const proxied = { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: noProxy, https_proxy: noProxy };
  expect(await Promise.all([run({ NODE_EXTRA_CA_CERTS: caFile, ...proxied }), run({})])).toEqual(['204', 'connection']);
  await rm(folder, { recursive: true });
});
