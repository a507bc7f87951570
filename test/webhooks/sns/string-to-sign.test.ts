import { expect, test } from 'vitest';
import type { Notification, SubscriptionConfirmation } from '../../../src/webhooks/sns/sns-message.ts';
import { stringToSign } from '../../../src/webhooks/sns/string-to-sign.ts';

const notification: Notification = {
  type: 'Notification',
  messageId: 'da41e39f-ea4d-435a-b922-c6aae3915ebe',
  topicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
  message: 'test message\nand more',
  timestamp: '2012-04-25T21:49:25.719Z',
  subject: 'test',
};

test('the text of a notification contains its subject', () => {
  expect(stringToSign(notification)).toBe(`Message
test message
and more
MessageId
da41e39f-ea4d-435a-b922-c6aae3915ebe
Subject
test
Timestamp
2012-04-25T21:49:25.719Z
TopicArn
arn:aws:sns:us-west-2:123456789012:MyTopic
Type
Notification
`);
});

test('the text of a notification omits a subject that is missing, but not an empty one', () => {
  const lines = (subject: string | null) =>
    stringToSign({ ...notification, subject })
      .split('\n')
      .slice(4, 8);
  expect(lines(null)).toEqual([notification.messageId, 'Timestamp', notification.timestamp, 'TopicArn']);
  expect(lines('')).toEqual([notification.messageId, 'Subject', '', 'Timestamp']);
});

test.each(['SubscriptionConfirmation', 'UnsubscribeConfirmation'] as const)(
  'the text of a %s contains its URL and its token',
  (type) => {
    const confirmation = {
      type,
      messageId: '3d891288-136d-417f-bc05-901c108273ee',
      topicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
      message: 'You have chosen to subscribe.',
      timestamp: '2012-06-03T19:25:13.719Z',
      token: '233641',
      subscribeUrl: 'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription',
    } satisfies Omit<SubscriptionConfirmation, 'type'> & { type: string };
    expect(stringToSign(confirmation)).toBe(`Message
You have chosen to subscribe.
MessageId
3d891288-136d-417f-bc05-901c108273ee
SubscribeURL
https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription
Timestamp
2012-06-03T19:25:13.719Z
Token
233641
TopicArn
arn:aws:sns:us-west-2:123456789012:MyTopic
Type
${type}
`);
  },
);
