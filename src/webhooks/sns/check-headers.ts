import { Refused } from './refused.ts';
import type { SnsMessage } from './sns-message.ts';

/** The headers of an HTTP request, with lower-case names. */
export type DeliveryHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The headers repeat fields of the body and are not signed. This is their only use: a proxy in front of the gateway
 * that routes by them must not have been deceived. Throws Refused; a missing header is not an error.
 */
export function checkHeaders(message: SnsMessage, headers: DeliveryHeaders): void {
  const expected = {
    'x-amz-sns-message-type': message.type,
    'x-amz-sns-message-id': message.messageId,
    'x-amz-sns-topic-arn': message.topicArn,
  };
  for (const [name, value] of Object.entries(expected)) {
    const header = headers[name];
    if (header !== undefined && header !== value) throw new Refused('headers', `${name} does not match the body`);
  }
}
