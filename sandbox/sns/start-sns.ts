import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../stand-in/clock.ts';
import { type StandIn, startStandIn } from '../stand-in/stand-in.ts';
import type { CompanyKey } from '../world/company-profile.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import { createAuthority } from './certificate.ts';
import { SNS_CONVENTIONS } from './conventions.ts';
import { createDeliveries, type Delivery } from './deliveries.ts';
import { type Fields, type Handshake, handshake, notification, toLetter, unsubscribeUrl } from './message.ts';
import { type SnsOperation, snsRoutes } from './routes.ts';
import { createSigner, type SignatureVersion } from './signer.ts';
import { createSubscriptions, type EventKind, type Subscription } from './subscriptions.ts';
import { type TopicPlan, toTopicArn } from './topic-arn.ts';
import { trustAuthority } from './trust.ts';

export interface SnsOptions {
  readonly port: number;
  readonly topics: TopicPlan;
  /** Both versions occur: the owner of a topic chooses one. */
  readonly signatureVersion: SignatureVersion | 'alternating';
  /** The delays before each further attempt to deliver a message. */
  readonly retryMs: readonly number[];
}

/** Deviations from a regular message: a fixed id, an old timestamp, another company's topic. */
export interface PublishOptions {
  readonly messageId?: string;
  readonly timestamp?: Date;
  readonly signatureVersion?: SignatureVersion;
  readonly topicArn?: string;
}

/** The part of SNS that Įvesk uses. It serves https, with a certificate that this process trusts. */
export interface SnsStandIn extends StandIn<SnsOperation> {
  /** The authority's certificate, for other processes to trust. */
  readonly authorityPem: string;
  /** Completed attempts to deliver messages, oldest first. */
  readonly deliveries: readonly Delivery[];
  topicArn(company: CompanyKey, event: EventKind): string;
  /** Asks the target to confirm. A target that is already subscribed is asked again, but still gets each event once. */
  subscribe(company: CompanyKey, event: EventKind, target: string): void;
  /**
   * Sends an event to the company's confirmed subscriptions, by default one that Įvesk might send. Returns its
   * MessageId.
   */
  publish(company: CompanyKey, event: EventKind, message?: string, options?: PublishOptions): string;
  /** The fields that `publish` would sign and send, for tests that change, sign and send them. */
  compose(company: CompanyKey, event: EventKind, message?: string, options?: PublishOptions): Fields;
  /** The signed body with these fields, byte for byte as it is to be sent. */
  sign(fields: Fields): string;
  /** Resolves when no attempt is in flight: each message was answered, or waits for its next attempt. */
  settled(): Promise<void>;
}

export type MessageOf = (account: IveskAccount, event: EventKind) => string;

export async function startSns(
  accounts: readonly IveskAccount[],
  messageOf: MessageOf,
  clock: Clock,
  options: SnsOptions,
): Promise<SnsStandIn> {
  const authority = createAuthority();
  const certificateFile = `SimpleNotificationService-${randomBytes(16).toString('hex')}.pem`;
  const signer = createSigner(authority, () => `${standIn.url}/${certificateFile}`);
  const subscriptions = createSubscriptions();
  const deliveries = createDeliveries(clock, options.retryMs);
  const nextVersion = versionsOf(options.signatureVersion);

  const deliver = (subscription: Subscription, fields: Fields) => {
    const { company, target } = subscription;
    const letter = toLetter(subscription, fields, signer.sign(fields));
    deliveries.send({
      ...letter,
      messageId: String(fields['MessageId']),
      type: String(fields['Type']),
      company,
      target,
    });
  };
  const shakeHands = (subscription: Subscription, token: string, type: Handshake['type']) => {
    const fields = handshake(subscription, { type, token, timestamp: isoTime(clock), url: standIn.url });
    deliver(subscription, { ...fields, SignatureVersion: nextVersion() });
  };
  const accountOf = (company: CompanyKey): IveskAccount => {
    const account = accounts.find((one) => one.company === company);
    if (account === undefined) throw new RangeError(`${company} has no account`);
    return account;
  };
  const topicArn = (company: CompanyKey, event: EventKind) => toTopicArn(options.topics, accountOf(company), event);
  const compose: SnsStandIn['compose'] = (company, event, message, changed = {}) => {
    const account = accountOf(company);
    const published = notification({
      messageId: changed.messageId ?? randomUUID(),
      topicArn: changed.topicArn ?? topicArn(company, event),
      timestamp: changed.timestamp?.toISOString() ?? isoTime(clock),
      message: message ?? messageOf(account, event),
      accountId: account.accountId,
    });
    return { ...published, SignatureVersion: changed.signatureVersion ?? nextVersion() };
  };

  const standIn = await startStandIn({
    basePath: '',
    port: options.port,
    certificate: authority.issue({ ips: ['127.0.0.1'] }),
    conventions: SNS_CONVENTIONS,
    table: snsRoutes({
      subscriptions,
      certificateFile,
      certificatePem: signer.certificatePem,
      ended: (subscription) =>
        shakeHands(subscription, subscriptions.add(subscription).token, 'UnsubscribeConfirmation'),
    }),
  });
  const trust = trustAuthority(authority.certificatePem);

  return {
    ...standIn,
    authorityPem: authority.certificatePem,
    deliveries: deliveries.log,
    topicArn,
    subscribe(company, event, target) {
      const wanted = { company, event, target, topicArn: topicArn(company, event) };
      const { subscription, token } = subscriptions.add(wanted);
      shakeHands(subscription, token, 'SubscriptionConfirmation');
    },
    publish(...args) {
      const [company, event] = args;
      const fields = compose(...args);
      for (const one of subscriptions.of(company, event)) {
        deliver(one, { ...fields, ...unsubscribeUrl(standIn.url, one) });
      }
      return String(fields['MessageId']);
    },
    compose,
    sign: signer.sign,
    settled: deliveries.settled,
    async [Symbol.asyncDispose]() {
      await deliveries[Symbol.asyncDispose]();
      await standIn[Symbol.asyncDispose]();
      trust[Symbol.dispose]();
    },
  };
}

function isoTime(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

function versionsOf(plan: SnsOptions['signatureVersion']): () => SignatureVersion {
  let last: SignatureVersion = '2';
  return () => {
    last = plan === 'alternating' ? (last === '1' ? '2' : '1') : plan;
    return last;
  };
}
