import { randomUUID } from 'node:crypto';
import type { Letter } from './post-letter.ts';
import type { Subscription } from './subscriptions.ts';

/** A message before it is signed, under the names of its JSON. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Published {
  readonly messageId: string;
  readonly topicArn: string;
  readonly timestamp: string;
  readonly message: string;
  /** The UUID of the account at Įvesk. */
  readonly accountId: string;
}

/** An event as every subscriber receives it. */
export function notification({ messageId, topicArn, timestamp, message, accountId }: Published): Fields {
  return {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    Message: message,
    Timestamp: timestamp,
    MessageAttributes: { account: { Type: 'String', Value: accountId } },
  };
}

export interface Handshake {
  readonly type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
  readonly token: string;
  readonly timestamp: string;
  /** The stand-in's URL, without a trailing slash. */
  readonly url: string;
}

/** A GET request to its SubscribeURL confirms the subscription. */
export function handshake({ topicArn, arn }: Subscription, { type, token, timestamp, url }: Handshake): Fields {
  const [what, rest] =
    type === 'SubscriptionConfirmation'
      ? [`You have chosen to subscribe to the topic ${topicArn}.`, 'To confirm the subscription']
      : [`You have chosen to deactivate subscription ${arn}.`, 'To cancel this operation and restore the subscription'];
  return {
    Type: type,
    MessageId: randomUUID(),
    Token: token,
    TopicArn: topicArn,
    Message: `${what}\n${rest}, visit the SubscribeURL included in this message.`,
    // SNS does not encode the colons of the ARN.
    SubscribeURL: `${url}/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${token}`,
    Timestamp: timestamp,
  };
}

/** The field that SNS adds to an event for each subscriber. It is not signed. */
export function unsubscribeUrl(url: string, { arn }: Subscription): Fields {
  return { UnsubscribeURL: `${url}/?Action=Unsubscribe&SubscriptionArn=${arn}` };
}

/** The body is JSON, but like SNS, its content type says plain text. */
export function toLetter({ arn, target }: Subscription, fields: Fields, body: string): Letter {
  return {
    target,
    headers: {
      'content-type': 'text/plain; charset=UTF-8',
      'user-agent': 'Amazon Simple Notification Service Agent',
      'x-amz-sns-message-type': String(fields['Type']),
      'x-amz-sns-message-id': String(fields['MessageId']),
      'x-amz-sns-topic-arn': String(fields['TopicArn']),
      ...(fields['Type'] === 'Notification' && { 'x-amz-sns-subscription-arn': arn }),
    },
    body,
  };
}
