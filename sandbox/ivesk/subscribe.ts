import type { SnsStandIn } from '../sns/start-sns.ts';
import type { EventKind } from '../sns/subscriptions.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';

/** The request body, as it is sent to Įvesk. */
export interface SubscriptionBody {
  readonly name: string;
  readonly eventType: EventType;
  readonly target: string;
}

type EventType = keyof typeof EVENT_KINDS;

const EVENT_KINDS = { on_digitized: 'DIGITIZED', on_exported: 'EXPORTED' } as const satisfies Record<string, EventKind>;

export function isEventType(value: unknown): value is EventType {
  return typeof value === 'string' && Object.hasOwn(EVENT_KINDS, value);
}

/** Stores the subscription, and lets SNS ask the target to confirm it. */
export function subscribe(sns: SnsStandIn, account: IveskAccount, subscription: SubscriptionBody): void {
  account.subscriptions.push({ ...subscription });
  sns.subscribe(account.company, EVENT_KINDS[subscription.eventType], subscription.target);
}
