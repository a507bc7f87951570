import { afterAll, describe, expect, test } from 'vitest';
import { createHttpsFetch } from '../../../src/calls/fetch-https.ts';
import type { DeliveryHeaders } from '../../../src/webhooks/sns/check-headers.ts';
import { createSnsVerifier } from '../../../src/webhooks/sns/verify-message.ts';
import {
  bodyOf,
  confirmation,
  type Fields,
  NOW,
  notification,
  SENT_AT,
  SIGNED_FIELDS,
  signed,
  TOPIC,
  without,
} from './delivery.ts';
import { type Handler, startHttpsHost, useTrustedAuthority } from './https-host.ts';

const authority = useTrustedAuthority();
const server = authority.issue({ ips: ['127.0.0.1'], hosts: ['localhost'] });
const VALID = { validFrom: new Date('2026-01-01T00:00:00Z'), validTo: new Date('2027-01-01T00:00:00Z') };
const sns = authority.issueSigning(VALID);
const forger = authority.issueSigning(VALID);
const HOUR_MS = 3_600_000;

function certificatesAt(pems: Readonly<Record<string, string>>): Handler {
  return ({ url = '' }, response) => {
    const pem = pems[url];
    response.writeHead(pem === undefined ? 404 : 200).end(pem);
  };
}

const host = await startHttpsHost(server, certificatesAt({ '/sns.pem': sns.certificatePem }));
const fetch = createHttpsFetch({ deadlineMs: 10_000, maxBytes: 65_536 });
afterAll(async () => {
  await fetch[Symbol.asyncDispose]();
  await host[Symbol.asyncDispose]();
});

const CERTIFICATE_URL = host.url('/sns.pem').href;
const MESSAGES: readonly Fields[] = [
  notification(CERTIFICATE_URL),
  confirmation('SubscriptionConfirmation', CERTIFICATE_URL),
  confirmation('UnsubscribeConfirmation', CERTIFICATE_URL),
];
const [plain = {}, subscription = {}] = MESSAGES;

interface Delivery {
  readonly headers?: DeliveryHeaders;
  readonly topicArns?: readonly string[] | undefined;
  readonly at?: number;
}

function verify(fields: unknown, { headers = {}, topicArns, at = NOW }: Delivery = {}) {
  const options = { hostPattern: `^${host.host.replaceAll('.', '\\.')}$`, fetch: fetch.get, now: () => at };
  return createSnsVerifier(options)(Buffer.isBuffer(fields) ? fields : bodyOf(fields), headers, topicArns);
}

function expectRefusal(reason: string, fields: unknown, delivery?: Delivery) {
  return expect(verify(fields, delivery)).rejects.toMatchObject({ name: 'Refused', code: 'BAD_USER_INPUT', reason });
}

describe.each(['1', '2'])('with signature version %s', (SignatureVersion) => {
  test.each(MESSAGES)('a $Type is verified', async (fields) => {
    const message = await verify(signed({ ...fields, SignatureVersion }, sns.privateKey), {
      topicArns: ['arn:aws:sns:eu-west-1:1:other', TOPIC],
      headers: { 'x-amz-sns-message-type': String(fields['Type']), 'content-type': 'text/plain; charset=UTF-8' },
    });
    expect(message).toMatchObject({ type: fields['Type'], topicArn: TOPIC, timestamp: SENT_AT });
  });

  test.each(MESSAGES)('a $Type is refused with one bit changed in any signed field', async (fields) => {
    const delivery = signed({ ...fields, SignatureVersion }, sns.privateKey);
    const names = SIGNED_FIELDS[String(fields['Type'])] ?? [];
    for (const name of names.filter((name) => name !== 'Type')) {
      const value = String(delivery[name]);
      // Flips the last bit of a character that stays of its kind, digit or letter.
      const changed = value.replace(/[0-9a-y](?=[^0-9a-y]*$)/, (c) => String.fromCharCode(c.charCodeAt(0) ^ 1));
      expect(changed).not.toBe(value);
      await expectRefusal('signature', { ...delivery, [name]: changed });
    }
  });

  test('a message is refused if its signature is of the other version', async () => {
    const delivery = signed({ ...plain, SignatureVersion }, sns.privateKey);
    await expectRefusal('signature', { ...delivery, SignatureVersion: SignatureVersion === '1' ? '2' : '1' });
  });
});

describe('the signature', () => {
  const delivery = signed(plain, sns.privateKey);

  test('does not cover fields that the verifier does not return', async () => {
    const changed = { ...delivery, UnsubscribeURL: 'https://evil.com/', MessageAttributes: {}, extra: [1] };
    expect(await verify(changed)).toEqual(await verify(delivery));
  });

  test('has to match the key in the certificate', async () => {
    await expectRefusal('signature', signed(plain, forger.privateKey));
  });

  test.each([
    ['empty except for padding', 'AA=='],
    ['cut', String(delivery['Signature']).slice(0, 40)],
    ['of zeros', Buffer.alloc(256).toString('base64')],
    ['too long', Buffer.alloc(512, 1).toString('base64')],
  ])('is refused if it is %s', async (_, Signature) => {
    await expectRefusal('signature', { ...delivery, Signature });
  });

  test.each([
    ['added', without(plain, 'Subject'), { Subject: 'Exported' }],
    ['added, and empty', without(plain, 'Subject'), { Subject: '' }],
    ['removed', plain, { Subject: undefined }],
    ['removed, which was empty', { ...plain, Subject: '' }, { Subject: undefined }],
    ['made null', plain, { Subject: null }],
    ['emptied', plain, { Subject: '' }],
  ])('is refused if the subject was %s', async (_, fields, change) => {
    const delivery = signed(fields, sns.privateKey);
    await verify(delivery);
    await expectRefusal('signature', { ...delivery, ...change });
  });

  test('covers an empty subject', async () => {
    const delivery = signed({ ...plain, Subject: '' }, sns.privateKey);
    expect(await verify(delivery)).toMatchObject({ subject: '' });
  });

  test('is only valid for the type that was signed', async () => {
    const all: Fields = { ...subscription, ...plain };
    for (const [Type, Other] of [
      ['Notification', 'SubscriptionConfirmation'],
      ['SubscriptionConfirmation', 'Notification'],
      ['UnsubscribeConfirmation', 'SubscriptionConfirmation'],
    ]) {
      await expectRefusal('signature', { ...signed({ ...all, Type }, sns.privateKey), Type: Other });
    }
  });

  test('does not match if the end of a message becomes a field', async () => {
    const delivery = signed(
      { ...plain, Message: 'a\nMessageId\n1\nSubject\nb', MessageId: '2', Subject: 'c' },
      sns.privateKey,
    );
    const same = { Message: 'a', MessageId: '1', Subject: 'b\nMessageId\n2\nSubject\nc' };
    await expectRefusal('malformed', { ...delivery, ...same });
    const topic = { Message: 'a', MessageId: '1', TopicArn: `arn\nTimestamp\n${SENT_AT}\nTopicArn\n${TOPIC}` };
    await expectRefusal('malformed', { ...delivery, ...topic });
  });

  test('does not match if half a character replaces its replacement character', async () => {
    const delivery = signed({ ...plain, Message: 'a\ufffdb' }, sns.privateKey);
    await verify(delivery);
    await expectRefusal('malformed', { ...delivery, Message: 'a\ud800b' });
  });

  test('covers the value that is used if a name appears twice', async () => {
    const text = JSON.stringify(delivery);
    const twice = (first: string, last: string) =>
      Buffer.from(`{"Message":${JSON.stringify(first)},${text.slice(1, -1)},"Message":${JSON.stringify(last)}}`);
    const message = String(plain['Message']);
    expect(await verify(twice('forged', message))).toMatchObject({ message });
    await expectRefusal('signature', twice(message, 'forged'));
  });
});

describe('the certificate', () => {
  const named = (url: string, key = sns.privateKey) => signed({ ...plain, SigningCertURL: url }, key);

  test.each([
    ['plain http', `http://${host.host}/sns.pem`],
    ['another host', 'https://evil.com/sns.pem'],
    ['the host under another name', host.url('/sns.pem').href.replace('127.0.0.1', 'localhost')],
    ['the host without its port', 'https://127.0.0.1/sns.pem'],
    ['the host as user-info', `https://${host.host}@evil.com/sns.pem`],
    ['the host as a name below another', 'https://127.0.0.1.evil.com/sns.pem'],
    ['a path without .pem', host.url('/sns').href],
    ['.pem in a query', host.url('/?sns.pem').href],
    ['.pem in a fragment', host.url('/#sns.pem').href],
    ['no URL', 'sns.pem'],
    ['a file', 'file:///etc/ssl/sns.pem'],
  ])('is not fetched from %s', async (_, url) => {
    const asked = host.requests.length;
    await expectRefusal('certificate-url', named(url));
    expect(host.requests.length).toBe(asked);
  });

  test('is not accepted from a redirect, even if it is valid', async () => {
    await using elsewhere = await startHttpsHost(server, certificatesAt({ '/x.pem': forger.certificatePem }));
    host.handle((_, response) => void response.writeHead(302, { location: elsewhere.url('/x.pem').href }).end());
    await expectRefusal('certificate', named(host.url('/moved.pem').href, forger.privateKey));
    host.handle(certificatesAt({ '/sns.pem': sns.certificatePem }));
    expect(elsewhere.requests).toEqual([]);
  });

  test('that does not exist makes the message a forgery', async () => {
    await expectRefusal('certificate', named(host.url('/none.pem').href));
  });

  test('that is unavailable makes the error retryable', async () => {
    host.handle((_, response) => void response.writeHead(503).end());
    await expect(verify(signed(plain, sns.privateKey))).rejects.toMatchObject({
      name: 'CertificateUnavailable',
      code: 'BACKEND_UNAVAILABLE',
      retryable: true,
    });
    host.handle(certificatesAt({ '/sns.pem': sns.certificatePem }));
  });

  test('is fetched once for many messages', async () => {
    const options = { hostPattern: '127\\.0\\.0\\.1:\\d+', fetch: fetch.get, now: () => NOW };
    const verify = createSnsVerifier(options);
    const asked = host.requests.length;
    const deliveries = MESSAGES.map((fields) => bodyOf(signed(fields, sns.privateKey)));
    await Promise.all(deliveries.map((body) => verify(body, {}, undefined)));
    await verify(bodyOf(signed(plain, sns.privateKey)), {}, undefined);
    expect(host.requests.length).toBe(asked + 1);
  });
});

describe('a signed message', () => {
  const delivery = signed(plain, sns.privateKey);

  test('is refused if its headers contradict it', async () => {
    await expectRefusal('headers', delivery, { headers: { 'x-amz-sns-topic-arn': `${TOPIC}2` } });
  });

  test('is refused if it was published to another topic', async () => {
    await expectRefusal('topic', delivery, { topicArns: [`${TOPIC}2`] });
    await expectRefusal('topic', delivery, { topicArns: [TOPIC.toUpperCase()] });
    await expectRefusal('topic', delivery, { topicArns: [] });
    await verify(delivery, { topicArns: undefined });
  });

  test('is refused if it is more than 24 hours old', async () => {
    const sentAt = Date.parse(SENT_AT);
    await verify(delivery, { at: sentAt + 24 * HOUR_MS });
    await expectRefusal('age', delivery, { at: sentAt + 24 * HOUR_MS + 1 });
    await expectRefusal('age', signed({ ...plain, Timestamp: '1970-01-01T00:00:00.000Z' }, sns.privateKey));
  });

  test('is to be sent again if it is from more than a quarter of an hour ahead, as the clock here is slow', async () => {
    const sentAt = Date.parse(SENT_AT);
    await verify(delivery, { at: sentAt - HOUR_MS / 4 });
    const late = { at: sentAt - HOUR_MS / 4 - 1 };
    await expect(verify(delivery, late)).rejects.toMatchObject({ name: 'ClockInDoubt', code: 'BACKEND_UNAVAILABLE' });
    await expectRefusal('signature', { ...delivery, Message: 'changed' }, late);
  });

  test('is accepted with any form of its time', async () => {
    await verify(signed({ ...plain, Timestamp: '2026-03-01T14:00:00.123456789+02:00' }, sns.privateKey));
    await verify(signed({ ...plain, Timestamp: '2026-03-01t12:00:00z' }, sns.privateKey));
    const ahead = signed({ ...plain, Timestamp: '2026-03-01T14:00:00z' }, sns.privateKey);
    await expect(verify(ahead)).rejects.toMatchObject({ name: 'ClockInDoubt' });
  });

  test.each([
    'https://evil.com/?Action=ConfirmSubscription',
    `http://${host.host}/?Action=ConfirmSubscription`,
    `https://${host.host}@evil.com/`,
    `https://${host.host}.evil.com/`,
    'javascript:alert(1)',
  ])('is refused if it has its subscription confirmed at %s', async (SubscribeURL) => {
    const asked = host.requests.length;
    await expectRefusal('subscribe-url', signed({ ...subscription, SubscribeURL }, sns.privateKey));
    // Only the certificate was requested.
    expect(host.requests.slice(asked).map(({ url }) => url)).toEqual(['/sns.pem']);
  });

  test('is accepted with any SubscribeURL if it is an UnsubscribeConfirmation, as the URL is not followed', async () => {
    const fields = { ...confirmation('UnsubscribeConfirmation', CERTIFICATE_URL), SubscribeURL: 'https://evil.com/' };
    expect(await verify(signed(fields, sns.privateKey))).toMatchObject({ type: 'UnsubscribeConfirmation' });
  });

  test('is refused for its first fault', async () => {
    const SubscribeURL = 'https://evil.com/';
    const old = { ...subscription, SubscribeURL, Timestamp: '2020-01-01T00:00:00Z' };
    const forged = { ...signed(old, sns.privateKey), Message: 'x' };
    const other = { topicArns: ['arn:aws:sns:eu-west-1:1:other'] };
    await expectRefusal('certificate-url', { ...forged, SigningCertURL: SubscribeURL }, other);
    await expectRefusal('signature', forged, other);
    await expectRefusal('topic', signed(old, sns.privateKey), other);
    await expectRefusal('age', signed(old, sns.privateKey));
  });
});

test.each([
  ['an array', bodyOf([signed(plain, sns.privateKey)]), 'malformed'],
  ['not in UTF-8', Buffer.concat([bodyOf(signed(plain, sns.privateKey)), Buffer.from([0xff])]), 'malformed'],
  ['signed with version 3', { ...signed(plain, sns.privateKey), SignatureVersion: '3' }, 'version'],
])('a body that is %s is refused before anything is fetched', async (_, body, reason) => {
  const asked = host.requests.length;
  await expectRefusal(reason, body);
  expect(host.requests.length).toBe(asked);
});

test('a refusal does not quote the message', async () => {
  const delivery = { ...signed(plain, sns.privateKey), Subject: 'LT121000011101001000' };
  const error = await verify(delivery).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: 'The signature does not match the message' });
  expect(error).not.toHaveProperty('cause');
});
