import type { SnsMessage } from './sns-message.ts';

/**
 * The text that SNS signs: name and value of each signed field, each on its own line, sorted by name. AWS documents it
 * in "Verifying the signatures of Amazon SNS messages".
 */
export function stringToSign(message: SnsMessage): string {
  return Object.entries(signedFields(message))
    .map(([name, value]) => (value === null ? '' : `${name}\n${value}\n`))
    .join('');
}

function signedFields(message: SnsMessage): Readonly<Record<string, string | null>> {
  const { message: Message, messageId: MessageId, timestamp: Timestamp, topicArn: TopicArn, type: Type } = message;
  if (message.type === 'Notification') {
    return { Message, MessageId, Subject: message.subject, Timestamp, TopicArn, Type };
  }
  const { subscribeUrl: SubscribeURL, token: Token } = message;
  return { Message, MessageId, SubscribeURL, Timestamp, Token, TopicArn, Type };
}
