import { isDateTime } from '../../domain/values/dates.ts';
import { Refused } from './refused.ts';
import type { SignedMessage, SnsMessage } from './sns-message.ts';

/**
 * In UTF-16 units. SNS allows 256 KiB for a message and 100 characters for a subject; the others are far above what it
 * sends.
 */
const MAX_LENGTH = {
  Message: 1_048_576,
  MessageId: 100,
  Signature: 4_096,
  SigningCertURL: 2_048,
  SignatureVersion: 10,
  Subject: 1_000,
  SubscribeURL: 4_096,
  Timestamp: 40,
  Token: 2_048,
  TopicArn: 512,
  Type: 40,
} as const;

type FieldName = keyof typeof MAX_LENGTH;
type Fields = Readonly<Record<string, unknown>>;

const MESSAGE_ID = /^[0-9A-Za-z-]+$/;
const BASE64 = /^[0-9A-Za-z+/]+={0,2}$/;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses the bytes of a delivery and checks the form of every field; nothing is verified yet. Throws Refused. If a key
 * occurs twice, the last one counts, both for verification and for use.
 */
export function parseMessage(body: Uint8Array): SignedMessage {
  const fields = parseFields(body);
  // Checked first, since another version may not have the other fields.
  const version = parseVersion(line(fields, 'SignatureVersion'));
  const signature = line(fields, 'Signature');
  if (!BASE64.test(signature)) throw malformed('Signature is not Base64');
  return {
    message: parseContent(fields),
    signature: { version, bytes: Buffer.from(signature, 'base64'), certificateUrl: line(fields, 'SigningCertURL') },
  };
}

function parseFields(body: Uint8Array): Fields {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    // The cause is left out, since its message quotes the text.
    throw malformed('The body is not JSON in UTF-8');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed('The body is not a JSON object');
  return value as Fields;
}

function parseVersion(version: string): '1' | '2' {
  if (version === '1' || version === '2') return version;
  throw new Refused('version', 'SignatureVersion is neither 1 nor 2');
}

function parseContent(fields: Fields): SnsMessage {
  const signed = {
    messageId: line(fields, 'MessageId'),
    topicArn: line(fields, 'TopicArn'),
    message: text(fields, 'Message'),
    timestamp: line(fields, 'Timestamp'),
  };
  if (!MESSAGE_ID.test(signed.messageId)) throw malformed('MessageId is malformed');
  if (!isDateTime(signed.timestamp)) throw malformed('Timestamp is not an RFC 3339 time');
  const type = line(fields, 'Type');
  switch (type) {
    case 'Notification':
      return { type, ...signed, subject: fields['Subject'] == null ? null : line(fields, 'Subject') };
    case 'SubscriptionConfirmation':
    case 'UnsubscribeConfirmation':
      return { type, ...signed, token: line(fields, 'Token'), subscribeUrl: line(fields, 'SubscribeURL') };
    default:
      throw malformed('Unknown message Type');
  }
}

/**
 * The signed text separates fields only by line breaks: with a line break in a field, part of the preceding message
 * could be passed off as a field. Only the message, which comes first, may contain them.
 */
function line(fields: Fields, name: FieldName): string {
  const value = text(fields, name);
  if (/[\r\n]/.test(value)) throw malformed(`${name} has more than one line`);
  return value;
}

/** Half of a surrogate pair is signed as the replacement character, so two texts would have the same signature. */
function text(fields: Fields, name: FieldName): string {
  const value = fields[name];
  if (typeof value !== 'string') throw malformed(`${name} is not a string`);
  if (value.length > MAX_LENGTH[name]) throw malformed(`${name} is too long`);
  if (!value.isWellFormed()) throw malformed(`${name} is not well-formed Unicode`);
  return value;
}

function malformed(message: string): Refused {
  return new Refused('malformed', message);
}
