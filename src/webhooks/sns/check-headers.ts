import { Refused } from './refused.ts';
import type { SnsMessage } from './sns-message.ts';

/** Of an HTTP request, with lower-case names. */
export type DeliveryHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The headers repeat the body and are not signed. Nothing reads them but this: who routes by them, in front of us, must
 * not have been told something else. Throws Refused; a header that is not there is no fault.
 */
export function checkHeaders(message: SnsMessage, headers: DeliveryHeaders): void {
  const expected = {
    'x-amz-sns-message-type': message.type,
    'x-amz-sns-message-id': message.messageId,
    'x-amz-sns-topic-arn': message.topicArn,
  };
  for (const [name, value] of Object.entries(expected)) {
    const header = headers[name];
    if (header !== undefined && header !== value) throw new Refused('headers', `${name} is not what the body says`);
  }
}
