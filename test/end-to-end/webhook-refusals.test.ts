import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '../../sandbox/sns/message.ts';
import { type RawServer, startRaw } from '../calls/source-server.ts';
import { openRaw } from '../server/raw-http.ts';
import { deliveryCounts, forged, type Posting, post, secretOf, storedEvents } from './webhook-endpoint.ts';
import { startWorld, type TestWorld } from './world.ts';

const DAY_MS = 86_400_000;

let world: TestWorld;
/** A server that the gateway must never call. */
let trap: RawServer;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  trap = used.use(await startRaw((socket) => socket.destroy()));
  world = used.use(await startWorld());
  await world.sandbox.connect(world.url);
  // The certificate is cached from now on, so any further fetch from SNS is an error.
  expect(world.sandbox.sns.calls.of('getSigningCertificate')).toHaveLength(1);
  expect(world.sandbox.sns.calls.of('act')).toHaveLength(6);
});
beforeEach(() => world.sandbox.sns.calls.clear());
afterAll(() => used.disposeAsync());

function deep(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}
function sns() {
  return world.sandbox.sns;
}
function compose(...args: Parameters<TestWorld['sandbox']['sns']['compose']>) {
  return sns().compose(...args);
}
function sign(fields: Fields) {
  return sns().sign(fields);
}
function exported(changed: Fields = {}): string {
  return sign({ ...compose('acme', 'EXPORTED'), ...changed });
}
function documentOf(company: 'acme' | 'borealis'): Fields {
  return JSON.parse(String(compose(company, 'DIGITIZED')['Message'])) as Fields;
}

interface Refusal {
  readonly status: number;
  /** Undefined if the request does not reach an endpoint. */
  readonly reason?: string;
}

/** Expects that the delivery is not stored, does not cause a fetch, and is counted with its reason. */
async function expectRefusal(body: string | Uint8Array, expected: Refusal, posting: Posting = {}): Promise<void> {
  const before = await deliveryCounts(world);
  const response = await post(world, body, posting);
  expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String) }] });
  expect(response.status).toBe(expected.status);
  const { reason } = expected;
  const counted = reason === undefined ? {} : { [reason]: (before[reason] ?? 0) + 1 };
  expect(await deliveryCounts(world)).toEqual({ ...before, ...counted });
  await expectNothing();
}

async function expectNothing(): Promise<void> {
  expect(await storedEvents(world)).toEqual([]);
  expect([...sns().calls]).toEqual([]);
  expect(trap.sockets).toEqual([]);
}

describe('a delivery without the secret of its endpoint', () => {
  test.each<readonly [string, (own: string, others: string) => string]>([
    ['none', () => ''],
    ['an empty one', () => 'secret='],
    ['a wrong one', (own) => `secret=${own}x`],
    ['its beginning', (own) => `secret=${own.slice(0, -1)}`],
    ['another company’s', (_, others) => `secret=${others}`],
    ['two, the first of them right', (own) => `secret=${own}&secret=x`],
    ['two, the last of them right', (own) => `secret=x&secret=${own}`],
    ['the right one twice', (own) => `secret=${own}&secret=${own}`],
    ['the right one under another name', (own) => `Secret=${own}`],
    ['the right one as an item of a list', (own) => `secret[]=${own}`],
  ])('is forbidden: %s', async (_, query) => {
    const posting = { query: query(secretOf(world, 'acme'), secretOf(world, 'borealis')) };
    await expectRefusal(exported(), { status: 403, reason: 'secret' }, posting);
    // The body is not examined before that.
    await expectRefusal('no message', { status: 403, reason: 'secret' }, posting);
  });

  test('does not reveal the secret in the log', () => {
    expect(world.log.text()).toContain('a webhook delivery was refused');
    for (const company of ['acme', 'borealis']) expect(world.log.text()).not.toContain(secretOf(world, company));
  });
});

describe('a delivery that was changed after it was signed', () => {
  const FLIPS: readonly (readonly [string, (fields: Fields) => Fields, string])[] = [
    ['Message', ({ Message }) => ({ Message: `${Message} ` }), 'signature'],
    ['MessageId', ({ MessageId }) => ({ MessageId: `${MessageId}0` }), 'signature'],
    ['Subject', () => ({ Subject: 'subjecT' }), 'signature'],
    ['Subject taken out', () => ({ Subject: undefined }), 'signature'],
    ['Timestamp', ({ Timestamp }) => ({ Timestamp: String(Timestamp).replace('Z', '+00:00') }), 'signature'],
    ['TopicArn', ({ TopicArn }) => ({ TopicArn: `${TopicArn}x` }), 'signature'],
    ['Type', () => ({ Type: 'UnsubscribeConfirmation', Token: 't', SubscribeURL: 'https://x' }), 'signature'],
    ['Type in other letters', () => ({ Type: 'notification' }), 'malformed'],
    [
      'Signature',
      ({ Signature }) => ({ Signature: `${Signature}`.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')) }),
      'signature',
    ],
    ['no Signature', () => ({ Signature: '' }), 'malformed'],
    [
      'the other SignatureVersion',
      ({ SignatureVersion }) => ({ SignatureVersion: SignatureVersion === '1' ? '2' : '1' }),
      'signature',
    ],
    ['SignatureVersion 3', () => ({ SignatureVersion: '3' }), 'version'],
  ];
  test.each(FLIPS)('is refused: %s', async (_, change, reason) => {
    for (const SignatureVersion of ['1', '2']) {
      const body = exported({ Subject: 'subject', SignatureVersion });
      await expectRefusal(forged(body, change(JSON.parse(body) as Fields)), { status: 400, reason });
    }
  });

  test('is refused: an unknown version, signed', async () => {
    await expectRefusal(exported({ SignatureVersion: '3' }), { status: 400, reason: 'version' });
  });

  test.each(['type', 'id', 'topic-arn'])('is refused if its header contradicts it: %s', async (name) => {
    const headers = { [`x-amz-sns-message-${name}`.replace('message-topic', 'topic')]: 'SubscriptionConfirmation' };
    await expectRefusal(exported(), { status: 400, reason: 'headers' }, { headers });
  });
});

describe('a certificate that is not where SNS keeps them', () => {
  test.each<readonly [string, (snsHost: string, trapPort: number, path: string) => string]>([
    ['at another host', (_, port) => `https://127.0.0.1:${port}/a.pem`],
    ['at the same host by another name', (host, _, path) => `https://localhost:${new URL(`x://${host}`).port}${path}`],
    ['at another host, the right one as its user', (host, port) => `https://${host}@127.0.0.1:${port}/a.pem`],
    ['at the right host with a user', (host, _, path) => `https://127.0.0.1@${host}${path}`],
    ['below another domain', (_, port) => `https://sns.eu-west-1.amazonaws.com.localhost:${port}/a.pem`],
    ['after a backslash', (host, port) => `https://127.0.0.1:${port}\\@${host}/a.pem`],
    ['in clear text at another host', (_, port) => `http://127.0.0.1:${port}/a.pem`],
    ['in clear text at the right host', (host, _, path) => `http://${host}${path}`],
    ['on disk', () => 'file:///etc/ssl/cert.pem'],
    ['under another ending', (host, _, path) => `https://${host}${path}.txt`],
    ['under no ending', (host, _, path) => `https://${host}${path.replace('.pem', '')}`],
    ['in a query', (host, _, path) => `https://${host}/?Action=${path}`],
    ['with a query', (host, _, path) => `https://${host}${path}?a.pem`],
    ['with a fragment', (host, _, path) => `https://${host}${path}#a.pem`],
    ['in no URL', (host, _, path) => `//${host}${path}`],
  ])('is not fetched: %s', async (_, toUrl) => {
    const { host, pathname } = new URL(JSON.parse(exported())['SigningCertURL']);
    const SigningCertURL = toUrl(host, trap.port, pathname);
    await expectRefusal(exported({ SigningCertURL }), { status: 400, reason: 'certificate-url' });
  });
});

describe('a signed delivery for another recipient', () => {
  test('is refused: a topic that is not configured', async () => {
    const topicArn = 'arn:aws:sns:eu-west-1:123456789012:DPWebHook_onexport';
    await expectRefusal(sign(compose('acme', 'EXPORTED', undefined, { topicArn })), { status: 400, reason: 'topic' });
  });

  test('is refused: more than a day old', async () => {
    const timestamp = new Date(Date.now() - DAY_MS - 1_000);
    await expectRefusal(sign(compose('acme', 'EXPORTED', undefined, { timestamp })), { status: 400, reason: 'age' });
  });

  test('is refused for now, with a line for the operator: from the future, as the clock of the gateway is slow', async () => {
    const timestamp = new Date(Date.now() + 3_600_000);
    await expectRefusal(sign(compose('acme', 'EXPORTED', undefined, { timestamp })), { status: 503, reason: 'clock' });
    expect(world.log.entries()).toContainEqual(
      expect.objectContaining({
        reason: 'clock',
        message: expect.stringContaining('the clock of this gateway is slow'),
      }),
    );
  });

  test.each<readonly [string, (code: string, document: Fields) => Fields]>([
    ['an export', (code) => ({ companyCode: code })],
    ['an export that names both', (code) => ({ companyCode: '300000000', companycode: code })],
    ['an export that names it in small letters', (code) => ({ companycode: code })],
    ['a document', (_, document) => document],
    ['a document, companyCode', (code, document) => ({ ...document, companycode: undefined, companyCode: code })],
    ['a document, companycode', (code, document) => ({ ...document, companycode: code, companyCode: undefined })],
    ['a document, a number', (code, document) => ({ ...document, companycode: Number(code) })],
    ['a document, a list', (code, document) => ({ ...document, companycode: [code] })],
  ])('is refused by the endpoint of another company with the same topic: %s', async (_, messageOf) => {
    const { companyCode } = world.sandbox.world.acme.ivesk;
    const message = JSON.stringify(messageOf(companyCode, documentOf('acme')));
    for (const event of ['EXPORTED', 'DIGITIZED'] as const) {
      const body = sign(compose('acme', event, message));
      await expectRefusal(body, { status: 400, reason: 'content' }, { at: 'borealis' });
    }
  });
});

describe('a malformed delivery', () => {
  const MALFORMED: readonly (readonly [string, () => string | Uint8Array])[] = [
    ['nothing', () => ''],
    ['text', () => 'hello'],
    ['half of it', () => exported().slice(0, -20)],
    ['a JSON list of it', () => `[${exported()}]`],
    ['JSON in JSON', () => JSON.stringify(exported())],
    ['null', () => 'null'],
    ['bytes that are not UTF-8', () => Buffer.from(exported({ Subject: 'é' }), 'latin1')],
    ['UTF-16', () => Buffer.from(exported(), 'utf16le')],
    ['two lines in a field', () => exported({ Subject: 'a\nTimestamp\n2026' })],
    ['fields that are not text', () => exported({ MessageId: 7 })],
    ['brackets without end', () => '['.repeat(900_000)],
  ];
  test.each(MALFORMED)('is refused: %s', async (_, body) => {
    await expectRefusal(body(), { status: 400, reason: 'malformed' });
  });

  test.each<readonly [string, (document: Fields) => string]>([
    ['no JSON', () => 'exported!'],
    ['a JSON text', () => '"302320404"'],
    ['a list', (document) => JSON.stringify([document])],
    ['neither a document nor an export', () => '{"hello":"world"}'],
    ['a document without a company code', (document) => JSON.stringify({ ...document, companycode: undefined })],
    ['a document with an empty company code', (document) => JSON.stringify({ ...document, companycode: '' })],
    ['an export without a company', () => '{"companyCode":null}'],
    ['an export with an empty company code', () => '{"companyCode":""}'],
    ['a document without the time of its digitization', (document) => JSON.stringify({ ...document, digitizedat: '' })],
    ['a document with an invalid id', (document) => JSON.stringify({ ...document, id: {} })],
    ['a document without an id', (document) => JSON.stringify({ ...document, id: undefined })],
    [
      'a document without an id, but with ID',
      (document) => JSON.stringify({ ...document, id: null, ID: document['id'] }),
    ],
    ['a document with a type that cannot be read', (document) => JSON.stringify({ ...document, doctype: {} })],
    [
      'a document that only says when it was exported',
      (document) => JSON.stringify({ ...document, digitizedat: 'x', exportedat: document['digitizedat'] }),
    ],
    [
      'an error in place of an export',
      ({ companycode }) => JSON.stringify({ companyCode: companycode, errorMessage: 'Task timed out' }),
    ],
    [
      'several documents in place of one',
      (document) => JSON.stringify({ companyCode: document['companycode'], documents: [document] }),
    ],
    [
      'a document with too many levels',
      (document) => JSON.stringify(document).replace('{', `{"deep":${deep(100_000)},`),
    ],
  ])('is refused, even if it is signed: %s', async (_, messageOf) => {
    const body = sign(compose('acme', 'DIGITIZED', messageOf(documentOf('acme'))));
    await expectRefusal(body, { status: 400, reason: 'content' });
  });

  test('is refused if it is too large, with and without its length', async () => {
    const body = Buffer.alloc(10_000_000, 'x');
    await expectRefusal(body, { status: 413, reason: 'malformed' });
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(body));
        controller.close();
      },
    });
    const path = `webhooks/ivesk/acme?secret=${secretOf(world, 'acme')}`;
    expect((await world.fetch(path, { method: 'POST', body: stream, duplex: 'half' })).status).toBe(413);
    await expectNothing();
  });
});

describe('a webhook endpoint', () => {
  const answerTo = async (posting: Posting, body = exported()) => {
    const response = await post(world, body, posting);
    const headers = new Map(response.headers);
    // Those of the connection depend on whether a body is still being sent.
    for (const name of ['date', 'x-request-id', 'connection', 'keep-alive']) headers.delete(name);
    return { status: response.status, headers: Object.fromEntries(headers), text: await response.text() };
  };

  test('gives the same answer to every method, without a secret, and at unknown paths', async () => {
    const secret = `secret=${secretOf(world, 'acme')}`;
    const wrong = await answerTo({ query: 'secret=x' });
    expect(wrong).toMatchObject({ status: 403, text: expect.stringContaining('FORBIDDEN') });
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      for (const query of ['', secret]) expect(await answerTo({ method, query })).toEqual(wrong);
    }
    for (const at of ['nobody', 'acme/', 'ACME', 'acme/x', '%61cme', 'constructor', '__proto__', '']) {
      for (const query of ['', secret, 'secret=']) expect(await answerTo({ at, query })).toEqual(wrong);
      expect(await answerTo({ at, query: secret, method: 'GET' })).toEqual(wrong);
    }
    await expectNothing();
  });

  test('counts requests with another method, and requests to unknown endpoints', async () => {
    await expectRefusal(exported(), { status: 403, reason: 'method' }, { method: 'PUT' });
    await expectRefusal(exported(), { status: 403, reason: 'secret' }, { at: 'nobody', query: 'secret=x' });
  });

  test('does not wait for a body if the secret is wrong', async () => {
    using client = await openRaw(world.url);
    await client.send('POST /webhooks/ivesk/acme?secret=x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n');
    expect(await client.answer()).toMatchObject({ status: 403 });
  });
});

describe('a SubscribeURL', () => {
  const confirmation = (changed: Fields = {}): string => {
    const { MessageAttributes: _, ...fields } = compose('acme', 'EXPORTED');
    const SubscribeURL = `${sns().url}/?Action=ConfirmSubscription&TopicArn=${fields['TopicArn']}&Token=t`;
    return sign({ ...fields, Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL, ...changed });
  };

  test.each<readonly [string, (host: string, port: number) => string]>([
    ['to another host', (_, port) => `https://127.0.0.1:${port}/?Action=ConfirmSubscription`],
    ['in clear text', (host) => `http://${host}/?Action=ConfirmSubscription`],
    ['with SNS as its user', (host, port) => `https://${host}@127.0.0.1:${port}/`],
  ])('is not followed %s', async (_, toUrl) => {
    const SubscribeURL = toUrl(new URL(sns().url).host, trap.port);
    await expectRefusal(confirmation({ SubscribeURL }), { status: 400, reason: 'subscribe-url' });
  });

  test('is not followed for a message that would be refused', async () => {
    await expectRefusal(confirmation(), { status: 403, reason: 'secret' }, { query: 'secret=x' });
    await expectRefusal(forged(confirmation(), { Token: 'u' }), { status: 400, reason: 'signature' });
    const topicArn = 'arn:aws:sns:eu-west-1:1:other';
    await expectRefusal(confirmation({ TopicArn: topicArn }), { status: 400, reason: 'topic' });
    const old = new Date(Date.now() - 2 * DAY_MS).toISOString();
    await expectRefusal(confirmation({ Timestamp: old }), { status: 400, reason: 'age' });
  });

  test('is not followed for an UnsubscribeConfirmation', async () => {
    const { unsubscribed = 0 } = await deliveryCounts(world);
    expect((await post(world, confirmation({ Type: 'UnsubscribeConfirmation' }))).status).toBe(200);
    expect(await deliveryCounts(world)).toMatchObject({ unsubscribed: unsubscribed + 1 });
    await expectNothing();
  });
});

test('refused deliveries are logged once a minute for each kind, without a stack, so that they cannot fill a disk', async () => {
  const lines = () =>
    world.log
      .entries()
      .filter(
        ({ msg, company, reason }) => [msg, company, reason].join() === 'a webhook delivery was refused,acme,secret',
      );
  const before = Date.now();
  for (let n = 0; n < 200; n += 1) {
    expect((await post(world, 'no message', { query: 'secret=wrong' })).status).toBe(403);
  }
  const entry = lines().at(-1);
  expect(entry).toMatchObject({ level: 'warn', company: 'acme', reason: 'secret', message: expect.any(String) });
  const since = lines().filter(({ time }) => Date.parse(String(time)) >= before);
  expect(since.length).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - before) / 60_000));
  expect(JSON.stringify(entry)).not.toContain('stack');
});

/** These tests come last, as they store events. */
describe('a valid delivery', () => {
  test('is stored once, even if it is replayed, and once for each company with the same message id', async () => {
    const before = await deliveryCounts(world);
    const body = sign(compose('acme', 'EXPORTED', undefined, { messageId: 'replayed' }));
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await post(world, body)).status);
    const copies = await Promise.all(Array.from({ length: 5 }, () => post(world, body)));
    expect(new Set([...statuses, ...copies.map(({ status }) => status)])).toEqual(new Set([200]));
    expect(await storedEvents(world)).toMatchObject([{ type: 'EXPORTED', company: { id: 'acme' } }]);
    expect(await deliveryCounts(world)).toEqual({ ...before, stored: 1, repeated: 7 });

    const other = sign(compose('borealis', 'EXPORTED', undefined, { messageId: 'replayed' }));
    expect((await post(world, other, { at: 'borealis' })).status).toBe(200);
    expect((await storedEvents(world)).map(({ company }) => company.id)).toEqual(['acme', 'borealis']);
    expect([...sns().calls]).toEqual([]);
    expect(trap.sockets).toEqual([]);
  });
});
