import { type KeyObject, sign } from 'node:crypto';

/** The fields of a body, before it is JSON. */
export type Fields = Readonly<Record<string, unknown>>;

export const TOPIC = 'arn:aws:sns:eu-west-1:007272210889:DPWebHook_onexport';
export const SENT_AT = '2026-03-01T12:00:00.123Z';
export const NOW = Date.parse('2026-03-01T12:00:30Z');

function shared(certificateUrl: string): Fields {
  return {
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: TOPIC,
    Timestamp: SENT_AT,
    SignatureVersion: '1',
    SigningCertURL: certificateUrl,
  };
}

export function notification(certificateUrl: string): Fields {
  return {
    Type: 'Notification',
    ...shared(certificateUrl),
    Subject: 'Exported',
    Message: '{"companyCode":"302320404"}',
    UnsubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
  };
}

export function confirmation(
  type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation',
  certificateUrl: string,
): Fields {
  return {
    Type: type,
    ...shared(certificateUrl),
    Token: '2336412f37f',
    Message: 'You have chosen to subscribe.\nTo confirm, visit the SubscribeURL.',
    SubscribeURL: new URL('/?Action=ConfirmSubscription&Token=2336412f37f', certificateUrl).href,
  };
}

/** The names of the fields that AWS documents as signed, in order. */
export const SIGNED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

/** Adds a signature over the fields that are present, as SNS does. */
export function signed(fields: Fields, key: KeyObject): Fields {
  const names = SIGNED_FIELDS[String(fields['Type'])] ?? [];
  const text = names.filter((name) => name in fields).map((name) => `${name}\n${String(fields[name])}\n`);
  const digest = fields['SignatureVersion'] === '2' ? 'RSA-SHA256' : 'RSA-SHA1';
  return { ...fields, Signature: sign(digest, Buffer.from(text.join('')), key).toString('base64') };
}

export function without(fields: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

export function bodyOf(fields: unknown): Buffer {
  return Buffer.from(JSON.stringify(fields));
}
