import { randomBytes, randomUUID } from 'node:crypto';
import type { CompanyKey } from '../world/company-profile.ts';

/** The two kinds of event that Įvesk announces. */
export type EventKind = 'DIGITIZED' | 'EXPORTED';

/** A subscriber and the events that it wants. */
export interface Wanted {
  readonly company: CompanyKey;
  readonly event: EventKind;
  readonly topicArn: string;
  /** The URL for its messages, with its query unchanged. */
  readonly target: string;
}

export interface Subscription extends Wanted {
  readonly arn: string;
}

export interface Subscriptions {
  /** Adds a subscription, or finds the one with the same target. Returns it with a token that confirms it. */
  add(wanted: Wanted): { readonly subscription: Subscription; readonly token: string };
  /** undefined if the token does not belong to a subscription of the topic. A token can be used repeatedly. */
  confirm(topicArn: string, token: string): Subscription | undefined;
  /** Ends a subscription until it is confirmed again; undefined if there is no confirmed one with this ARN. */
  end(arn: string): Subscription | undefined;
  /** The confirmed subscriptions. */
  of(company: CompanyKey, event: EventKind): readonly Subscription[];
}

export function createSubscriptions(): Subscriptions {
  const all: Subscription[] = [];
  const tokens = new Map<string, Subscription>();
  const confirmed = new Set<Subscription>();
  return {
    add(wanted) {
      const subscription = all.find((one) => isSame(one, wanted)) ?? {
        ...wanted,
        arn: `${wanted.topicArn}:${randomUUID()}`,
      };
      if (!all.includes(subscription)) all.push(subscription);
      const token = randomBytes(128).toString('hex');
      tokens.set(token, subscription);
      return { subscription, token };
    },
    confirm(topicArn, token) {
      const subscription = tokens.get(token);
      if (subscription?.topicArn !== topicArn) return undefined;
      confirmed.add(subscription);
      return subscription;
    },
    end(arn) {
      const subscription = [...confirmed].find((one) => one.arn === arn);
      if (subscription !== undefined) confirmed.delete(subscription);
      return subscription;
    },
    of: (company, event) => [...confirmed].filter((one) => one.company === company && one.event === event),
  };
}

/** Two companies may share a topic and a target, but they get different messages. */
function isSame(one: Wanted, other: Wanted): boolean {
  return one.company === other.company && one.topicArn === other.topicArn && one.target === other.target;
}
