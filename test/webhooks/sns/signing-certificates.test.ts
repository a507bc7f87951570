import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { KeyPair } from '../../../sandbox/sns/certificate.ts';
import { createHttpsFetch } from '../../../src/calls/fetch-https.ts';
import { createSigningCertificates } from '../../../src/webhooks/sns/signing-certificates.ts';
import { createFakeClock } from '../../calls/fake-clock.ts';
import { refusedBaseUrl, startRaw } from '../../calls/source-server.ts';
import { type Handler, startHttpsHost, useTrustedAuthority } from './https-host.ts';

const authority = useTrustedAuthority();
const server = authority.issue({ ips: ['127.0.0.1'] });
const signing = authority.issueSigning();
const HOUR_MS = 3_600_000;
const MAX_BYTES = 65_536;

function sendPem(pem: string, status = 200): Handler {
  return (_, response) => void response.writeHead(status).end(pem);
}

/** Starts a host of certificates, the cache for them, and a clock that the test moves. */
async function startCertificates(handler: Handler = sendPem(signing.certificatePem)) {
  const host = await startHttpsHost(server, handler);
  const clock = createFakeClock(Date.now());
  const fetch = createHttpsFetch({ deadlineMs: 10_000, maxBytes: MAX_BYTES, clock });
  const publicKeyAt = createSigningCertificates({ get: fetch.get, now: clock.now });
  const at = (path: string) => publicKeyAt(host.url(path));
  return {
    ...{ host, clock, publicKeyAt, at, requests: host.requests },
    [Symbol.asyncDispose]: async () => {
      await fetch[Symbol.asyncDispose]();
      await host[Symbol.asyncDispose]();
    },
  };
}

const unavailable = { name: 'CertificateUnavailable', code: 'BACKEND_UNAVAILABLE', retryable: true };
const refused = { name: 'Refused', code: 'BAD_USER_INPUT', reason: 'certificate', retryable: false };

describe('a certificate', () => {
  test('is fetched once for all requests that wait for it, and cached', async () => {
    await using certificates = await startCertificates();
    const { at, requests } = certificates;
    const keys = await Promise.all([at('/x.pem'), at('/x.pem'), at('/x.pem')]);
    keys.push(await at('/x.pem'));
    expect(keys.map((key) => key.asymmetricKeyType)).toEqual(['rsa', 'rsa', 'rsa', 'rsa']);
    expect(requests.map(({ url }) => url)).toEqual(['/x.pem']);
  });

  test('is cached for a day', async () => {
    await using certificates = await startCertificates();
    const { at, requests, clock } = certificates;
    await at('/x.pem');
    clock.advance(24 * HOUR_MS);
    await at('/x.pem');
    expect(requests.length).toBe(1);
    clock.advance(1);
    await at('/x.pem');
    expect(requests.length).toBe(2);
  });

  test('is not cached for longer than it is valid', async () => {
    const validTo = new Date(Math.ceil(Date.now() / 1000) * 1000 + HOUR_MS);
    await using certificates = await startCertificates(sendPem(authority.issueSigning({ validTo }).certificatePem));
    const { at, requests, clock } = certificates;
    await at('/x.pem');
    clock.advance(validTo.getTime() - clock.now());
    await at('/x.pem');
    expect(requests.length).toBe(1);
    clock.advance(1);
    await expect(at('/x.pem')).rejects.toMatchObject(refused);
    expect(requests.length).toBe(2);
  });

  test('is evicted when ten others have been requested since', async () => {
    await using certificates = await startCertificates();
    const { at, requests } = certificates;
    for (let i = 0; i <= 10; i += 1) await at(`/${i}.pem`);
    await at('/10.pem');
    await at('/1.pem');
    expect(requests.length).toBe(11);
    await at('/0.pem');
    expect(requests.length).toBe(12);
  });

  test('may be followed by those of its issuers', async () => {
    const chain = `\n${signing.certificatePem}\r\n${authority.certificatePem}`;
    await using certificates = await startCertificates(sendPem(chain));
    expect((await certificates.at('/x.pem')).asymmetricKeyType).toBe('rsa');
  });
});

describe('the answer is refused, and fetched again the next time, if it is', () => {
  const day = (days: number) => new Date(Date.now() + days * 24 * HOUR_MS);
  const pemWith = (keys: KeyPair) => authority.issueSigning({ keys }).certificatePem;
  const pem = signing.certificatePem;

  test.each<[string, string, number?]>([
    ['a certificate that has expired', authority.issueSigning({ validTo: day(-0.5) }).certificatePem],
    ['a certificate that is not valid yet', authority.issueSigning({ validFrom: day(1) }).certificatePem],
    ['an EC key', pemWith(generateKeyPairSync('ec', { namedCurve: 'P-256' }))],
    ['an Ed25519 key', pemWith(generateKeyPairSync('ed25519'))],
    ['an RSA key for PSS alone', pemWith(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }))],
    ['a short RSA key', pemWith(generateKeyPairSync('rsa', { modulusLength: 1024 }))],
    ['nothing', ''],
    ['no PEM', 'certificate'],
    [
      'PEM of something else',
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string,
    ],
    ['PEM that holds no certificate', pem.replace(/\n[\s\S]{64}/, `\n${'A'.repeat(64)}`)],
    ['a certificate that is cut', `${pem.slice(0, 200)}\n-----END CERTIFICATE-----\n`],
    ['a certificate in an error message', `<Message>\n${pem}</Message>`],
    ['a certificate after something else', `not found:\n${pem}`],
    ['a certificate before something else', `${pem}x`],
    ['10 MB after a certificate', pem + '\n'.repeat(10_000_000)],
    ['10 MB', 'x'.repeat(10_000_000)],
    ['a certificate with 403', pem, 403],
    ['a certificate with 404', pem, 404],
    ['a certificate with 302', pem, 302],
    ['a certificate with 206', pem, 206],
  ])('%s', async (_, body, status) => {
    await using certificates = await startCertificates(sendPem(body, status));
    for (let i = 1; i <= 2; i += 1) {
      await expect(certificates.at('/x.pem')).rejects.toMatchObject(refused);
      expect(certificates.requests.length).toBe(i);
    }
  });

  test('a redirect to a certificate', async () => {
    await using elsewhere = await startHttpsHost(server, sendPem(signing.certificatePem));
    await using certificates = await startCertificates((_, response) => {
      response.writeHead(301, { location: elsewhere.url('/x.pem').href }).end();
    });
    await expect(certificates.at('/x.pem')).rejects.toMatchObject(refused);
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('a host with a fault', () => {
  test.each([500, 502, 503, 504, 429, 408])('is asked again 5 s after a %i, and not earlier', async (status) => {
    await using certificates = await startCertificates(sendPem(signing.certificatePem, status));
    const { at, requests, clock, host } = certificates;
    await expect(at('/x.pem')).rejects.toMatchObject({ ...unavailable, cause: { message: `HTTP ${status}` } });
    host.handle(sendPem(signing.certificatePem));
    clock.advance(4_999);
    await expect(at('/x.pem')).rejects.toMatchObject(unavailable);
    expect(requests.length).toBe(1);
    // A request for another certificate does not matter.
    await at('/y.pem');
    clock.advance(1);
    await at('/x.pem');
    expect(requests.map(({ url }) => url)).toEqual(['/x.pem', '/y.pem', '/x.pem']);
  });

  test('delays a delivery at most until the deadline', async () => {
    await using certificates = await startCertificates(() => {});
    const { at, clock, host } = certificates;
    const asked = host.next();
    const keys = [at('/x.pem'), at('/x.pem')];
    const outcomes = Promise.allSettled(keys);
    await asked;
    await clock.pass();
    const failed = { status: 'rejected', reason: { ...unavailable, cause: { kind: 'timeout' } } };
    expect(await outcomes).toMatchObject([failed, failed]);
  });

  test.each([
    ['refuses connections', async () => ({ baseUrl: await refusedBaseUrl() })],
    ['closes them at once', () => startRaw((socket) => void socket.destroy())],
  ])('is unavailable if it %s', async (_, start) => {
    await using certificates = await startCertificates();
    const { baseUrl } = await start();
    const url = new URL('/x.pem', baseUrl.replace('http:', 'https:'));
    await expect(certificates.publicKeyAt(url)).rejects.toMatchObject({
      ...unavailable,
      cause: { kind: 'connection' },
    });
  });

  test('is unavailable if its own certificate is not valid for it', async () => {
    await using certificates = await startCertificates();
    await using other = await startHttpsHost(authority.issue({ hosts: ['sns.test'] }), sendPem(signing.certificatePem));
    await expect(certificates.publicKeyAt(other.url('/x.pem'))).rejects.toMatchObject(unavailable);
    expect(other.requests).toEqual([]);
  });
});

test('at most four certificates are requested at once, and the other requests are not remembered', async () => {
  const held: (() => void)[] = [];
  const four = Promise.withResolvers<void>();
  await using certificates = await startCertificates((_, response) => {
    held.push(() => response.writeHead(404).end());
    if (held.length === 4) four.resolve();
  });
  const { at, requests, host } = certificates;
  const outcomes = Promise.allSettled(Array.from({ length: 100 }, (_, i) => at(`/${i}.pem`)));
  await four.promise;
  for (const answer of held) answer();
  const reasons = (await outcomes).map((outcome) => (outcome.status === 'rejected' ? outcome.reason : undefined));
  expect(reasons.filter(({ name }) => name === 'Refused').length).toBe(4);
  expect(reasons.filter(({ name }) => name === 'CertificateUnavailable').length).toBe(96);
  expect(requests.length).toBe(4);
  host.handle(sendPem(signing.certificatePem));
  await Promise.all([at('/1.pem'), at('/50.pem'), at('/98.pem'), at('/99.pem')]);
  expect(requests.length).toBe(8);
});
