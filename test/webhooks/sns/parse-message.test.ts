import { describe, expect, test } from 'vitest';
import { checkHeaders } from '../../../src/webhooks/sns/check-headers.ts';
import { parseMessage } from '../../../src/webhooks/sns/parse-message.ts';
import { bodyOf, confirmation, type Fields, notification, SENT_AT, TOPIC, without } from './delivery.ts';

const CERTIFICATE_URL = 'https://sns.eu-west-1.amazonaws.com/x.pem';
const plain: Fields = { ...notification(CERTIFICATE_URL), Signature: 'AAEC' };
const subscription: Fields = { ...confirmation('SubscriptionConfirmation', CERTIFICATE_URL), Signature: 'AAEC' };

function reasonOf(body: Uint8Array) {
  try {
    parseMessage(body);
    return 'none';
  } catch (error) {
    return (error as { reason?: string }).reason;
  }
}

describe('a message', () => {
  test('consists of the signed fields of a notification and of its signature', () => {
    expect(parseMessage(bodyOf({ ...plain, MessageAttributes: { account: { Value: 'x' } } }))).toEqual({
      message: {
        type: 'Notification',
        messageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
        topicArn: TOPIC,
        timestamp: SENT_AT,
        subject: 'Exported',
        message: '{"companyCode":"302320404"}',
      },
      signature: { version: '1', bytes: Buffer.from([0, 1, 2]), certificateUrl: CERTIFICATE_URL },
    });
  });

  test.each(['SubscriptionConfirmation', 'UnsubscribeConfirmation'] as const)(
    'has its token and its URL if its type is %s',
    (type) => {
      const body = bodyOf({ ...subscription, Type: type, SignatureVersion: '2', Subject: 'not signed' });
      expect(parseMessage(body)).toMatchObject({
        message: {
          type,
          token: '2336412f37f',
          subscribeUrl: 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37f',
        },
        signature: { version: '2' },
      });
      expect(parseMessage(body).message).not.toHaveProperty('subject');
    },
  );

  test('does not have a subject if the field is missing or null, and an empty one if it is empty', () => {
    const subjectOf = (fields: Fields) => (parseMessage(bodyOf(fields)).message as { subject: string | null }).subject;
    expect(subjectOf(without(plain, 'Subject'))).toBeNull();
    expect(subjectOf({ ...plain, Subject: null })).toBeNull();
    expect(subjectOf({ ...plain, Subject: '' })).toBe('');
  });

  test('has the last of two fields with the same name', () => {
    const text = JSON.stringify(plain).replace('{', '{"Message":"first",');
    expect(parseMessage(Buffer.from(text)).message.message).toBe(plain['Message']);
  });

  test('can contain line breaks, line separators and characters of any plane', () => {
    const Message = 'a\r\nb\u2028c\u0000 Įmonė 😀';
    expect(parseMessage(bodyOf({ ...plain, Message })).message.message).toBe(Message);
  });
});

describe('a malformed body is refused:', () => {
  test.each([
    ['an empty body', ''],
    ['a body that is not JSON', '{"Type":'],
    ['a body with more text after the JSON', `${JSON.stringify(plain)}x`],
    ['a body with its fields one level down', JSON.stringify({ __proto__: null, body: plain })],
    ['a body with its fields in a prototype', `{"__proto__":${JSON.stringify(plain)}}`],
  ])('%s', (_, text) => {
    expect(reasonOf(Buffer.from(text))).toBe('malformed');
  });

  test.each([[plain], null, 'text', 5])('a body that is not an object but %j', (value) => {
    expect(() => parseMessage(bodyOf(value))).toThrow('The body is not a JSON object');
  });

  test('a body that is not UTF-8', () => {
    const body = bodyOf({ ...plain, Message: 'é' });
    expect(reasonOf(body)).toBe('none');
    const broken = Buffer.from(body);
    broken[body.indexOf(0xc3) + 1] = 0x20;
    expect(reasonOf(broken)).toBe('malformed');
    expect(reasonOf(Buffer.from(JSON.stringify(plain), 'utf16le'))).toBe('malformed');
  });

  test.each(Object.keys(without(subscription, 'SignatureVersion')))(
    'a body without %s, or with another type of it',
    (name) => {
      expect(reasonOf(bodyOf(without(subscription, name)))).toBe('malformed');
      for (const value of [null, 1, true, ['x'], { x: 'y' }]) {
        expect(reasonOf(bodyOf({ ...subscription, [name]: value }))).toBe('malformed');
      }
    },
  );

  test.each([
    { Type: 'notification' },
    { Type: '' },
    { Type: 'Notification\n' },
    { MessageId: '' },
    { MessageId: 'a b' },
    { MessageId: '../x' },
    { MessageId: 'x'.repeat(101) },
    { Timestamp: '' },
    { Timestamp: 'yesterday' },
    { Timestamp: '2026-03-01' },
    { Timestamp: '2026-02-30T12:00:00Z' },
    { Timestamp: '2026-03-01T12:00:00' },
    { Timestamp: '1772366400000' },
    { Signature: '' },
    { Signature: 'ä' },
    { Signature: 'x'.repeat(4_097) },
    { Subject: 5 },
    { Subject: 'two\nlines' },
    { Subject: 'x'.repeat(1_001) },
    { TopicArn: `${TOPIC}\n` },
    { TopicArn: 'x'.repeat(513) },
    { SigningCertURL: `https://x/${'x'.repeat(2_048)}` },
    { Message: 'x'.repeat(1_048_577) },
    { Message: '\ud800' },
    { Subject: '\udc00' },
    { SignatureVersion: 1 },
    { SignatureVersion: null },
  ])('a body with %j', (change) => {
    expect(reasonOf(bodyOf({ ...plain, ...change }))).toBe('malformed');
  });

  test.each([{ Token: 'a\nTopicArn' }, { SubscribeURL: 'https://x/\nTimestamp' }])('a body with %j', (change) => {
    expect(reasonOf(bodyOf({ ...subscription, ...change }))).toBe('malformed');
  });

  test('the error does not quote it', () => {
    expect(() => parseMessage(Buffer.from('{"selleriban":"LT12"'))).toThrow('The body is not JSON in UTF-8');
    try {
      parseMessage(Buffer.from('{"selleriban":"LT12"'));
    } catch (error) {
      expect(error).not.toHaveProperty('cause');
    }
  });
});

test.each(['0', '3', '01', '1 ', '', '10'])(
  'a signature version %j is refused with the reason "version"',
  (version) => {
    expect(reasonOf(bodyOf({ ...plain, SignatureVersion: version }))).toBe('version');
    expect(reasonOf(bodyOf({ SignatureVersion: version }))).toBe('version');
  },
);

describe('headers', () => {
  const { message } = parseMessage(bodyOf(plain));
  const agreeing = {
    'x-amz-sns-message-type': 'Notification',
    'x-amz-sns-message-id': message.messageId,
    'x-amz-sns-topic-arn': TOPIC,
  };

  test('may be missing, or agree with the body, with any content type', () => {
    checkHeaders(message, {});
    checkHeaders(message, { ...agreeing, 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-other': 'x' });
  });

  test.each(Object.keys(agreeing))('may not contradict the body: %s', (name) => {
    for (const value of ['', 'SubscriptionConfirmation', `${TOPIC}2`, [agreeing[name as keyof typeof agreeing]]]) {
      expect(() => checkHeaders(message, { ...agreeing, [name]: value })).toThrow(
        expect.objectContaining({ reason: 'headers' }),
      );
    }
  });
});
