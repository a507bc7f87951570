import type { Logger } from 'pino';
import type { WebhookNotice, Webhooks } from '../backends/backend.ts';
import { BLANK_EVENT, type DocumentEvent } from '../domain/document-event.ts';
import { type AccountId, GatewayError } from '../errors/catalogue.ts';
import { requestField } from '../limits/on-behalf.ts';
import type { EventLog } from '../store/events/event-log.ts';
import type { DeliveryHeaders } from './sns/check-headers.ts';
import type { ConfirmSubscription } from './sns/confirm-subscription.ts';
import { Refused } from './sns/refused.ts';
import type { SnsMessage } from './sns/sns-message.ts';
import type { VerifyMessage } from './sns/verify-message.ts';

/** The outcome of an accepted delivery. */
export type DeliveryOutcome = 'stored' | 'repeated' | 'confirmed' | 'unsubscribed';

/** The account that receives the deliveries of one endpoint. */
export interface WebhookAccount {
  readonly accountId: AccountId;
  readonly webhooks: Webhooks;
  /** Undefined = any topic. */
  readonly topicArns: readonly string[] | undefined;
}

export interface WebhookInboxOptions {
  readonly verify: VerifyMessage;
  readonly confirm: ConfirmSubscription;
  readonly log: Pick<EventLog, 'append'>;
  /** Has the watcher read the account soon. */
  readonly requestWatch: (account: AccountId) => void;
  /** Invalidates all cached lists of the account. */
  readonly forget: (account: AccountId) => Promise<void>;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Handles a delivery of SNS, and resolves when its event is durable. Throws Refused or BadUserInput if SNS should not
 * send it again, BackendUnavailable if it should.
 */
export type TakeDelivery = (
  account: WebhookAccount,
  body: Uint8Array,
  headers: DeliveryHeaders,
) => Promise<DeliveryOutcome>;

export function createWebhookInbox(options: WebhookInboxOptions): TakeDelivery {
  const { verify, confirm, log, requestWatch, forget, logger, now } = options;

  const store = async (account: WebhookAccount, message: SnsMessage): Promise<DeliveryOutcome> => {
    const { accountId, webhooks } = account;
    const notice = read(webhooks, message.message);
    // Invalidated before the event is visible: a client that sees the event may request the list at once.
    await forget(accountId);
    const { isNew } = await log.append(
      {
        ...BLANK_EVENT,
        ...{ company: accountId.company, source: accountId.source, receivedAt: new Date(now()).toISOString() },
        ...eventFields(notice),
      },
      message.messageId,
    );
    if (isNew) requestWatch(accountId);
    return isNew ? 'stored' : 'repeated';
  };

  return async (account, body, headers) => {
    const message = await verify(body, headers, account.topicArns);
    switch (message.type) {
      case 'Notification':
        return store(account, message);
      case 'SubscriptionConfirmation':
        await confirm(message.subscribeUrl);
        logger.info(
          { ...account.accountId, topic: message.topicArn, ...requestField() },
          'a webhook subscription was confirmed',
        );
        return 'confirmed';
      case 'UnsubscribeConfirmation':
        logger.warn(
          { ...account.accountId, topic: message.topicArn, ...requestField() },
          'a webhook subscription was ended: its events no longer arrive',
        );
        return 'unsubscribed';
    }
  };
}

function eventFields(notice: WebhookNotice): Pick<DocumentEvent, 'type'> & Partial<DocumentEvent> {
  const { type } = notice;
  return type === 'DIGITIZED'
    ? { type, document: notice.document, subject: notice.key }
    : { type, companyCode: notice.companyCode };
}

/**
 * A signed message with invalid content is refused like any other. One that is nested too deeply for the stack cannot
 * be parsed however often it is sent.
 */
function read(webhooks: Webhooks, message: string): ReturnType<Webhooks['read']> {
  try {
    return webhooks.read(message);
  } catch (error) {
    if (error instanceof RangeError) throw new Refused('content', 'The message is nested too deeply');
    throw error instanceof GatewayError && !(error instanceof Refused) ? new Refused('content', error.message) : error;
  }
}
