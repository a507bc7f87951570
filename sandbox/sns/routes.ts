import { type Answer, plain } from '../stand-in/answer.ts';
import { filledText, optional, required } from '../stand-in/parameters.ts';
import type { RouteTable } from '../stand-in/route.ts';
import { snsError, snsResult } from './conventions.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';

export type SnsOperation = 'getSigningCertificate' | 'act';

export interface SnsParts {
  readonly subscriptions: Subscriptions;
  /** The name of the file that holds the certificate. */
  readonly certificateFile: string;
  certificatePem(): string;
  /** Called when a subscription was ended through its UnsubscribeURL. */
  ended(subscription: Subscription): void;
}

/** The resources that clients fetch from SNS: its signing certificate, and the links in its messages. */
export function snsRoutes(parts: SnsParts): RouteTable<SnsOperation, undefined> {
  return {
    pathParameters: {},
    routes: {
      act: {
        method: 'GET',
        path: '/',
        access: 'open',
        query: {
          Action: required(filledText),
          TopicArn: optional(filledText),
          Token: optional(filledText),
          SubscriptionArn: optional(filledText),
        },
        handle: ({ param, query }) => {
          switch (param('Action')) {
            case 'ConfirmSubscription':
              return confirm(parts, query('TopicArn') ?? '', query('Token') ?? '');
            case 'Unsubscribe':
              return unsubscribe(parts, query('SubscriptionArn') ?? '');
            default:
              return snsError(400, 'InvalidAction', 'There is no such action');
          }
        },
      },
      getSigningCertificate: {
        method: 'GET',
        path: '/{file}',
        access: 'open',
        handle: ({ param }) =>
          param('file') === parts.certificateFile
            ? plain(200, 'application/x-pem-file', parts.certificatePem())
            : snsError(404, 'NotFound', 'There is no such file'),
      },
    },
  };
}

function confirm({ subscriptions }: SnsParts, topicArn: string, token: string): Answer {
  const subscription = subscriptions.confirm(topicArn, token);
  if (subscription === undefined) return snsError(400, 'InvalidParameter', 'Invalid token');
  const result = `<SubscriptionArn>${subscription.arn}</SubscriptionArn>`;
  return snsResult('ConfirmSubscription', `<ConfirmSubscriptionResult>${result}</ConfirmSubscriptionResult>`);
}

function unsubscribe({ subscriptions, ended }: SnsParts, arn: string): Answer {
  const subscription = subscriptions.end(arn);
  if (subscription === undefined) return snsError(404, 'NotFound', 'Subscription does not exist');
  ended(subscription);
  return snsResult('Unsubscribe', '');
}
