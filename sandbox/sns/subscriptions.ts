import { randomBytes, randomUUID } from 'node:crypto';
import type { CompanyKey } from '../world/company-profile.ts';

/** The two kinds of event that Įvesk announces. */
export type EventKind = 'DIGITIZED' | 'EXPORTED';

/** Who wants to be told of what. */
export interface Wanted {
  readonly company: CompanyKey;
  readonly event: EventKind;
  readonly topicArn: string;
  /** Where its messages are to be sent, with its query as it was given. */
  readonly target: string;
}

export interface Subscription extends Wanted {
  readonly arn: string;
}

export interface Subscriptions {
  /** Adds it, or finds the one for the same target; with a token that confirms it. */
  add(wanted: Wanted): { readonly subscription: Subscription; readonly token: string };
  /** undefined where the token is for no subscription of the topic. A token may be used again. */
  confirm(topicArn: string, token: string): Subscription | undefined;
  /** Until it is confirmed again; undefined where there is none that is confirmed. */
  end(arn: string): Subscription | undefined;
  /** Those that were confirmed. */
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

/** Two companies may share a topic and have one target: what they are told is not the same. */
function isSame(one: Wanted, other: Wanted): boolean {
  return one.company === other.company && one.topicArn === other.topicArn && one.target === other.target;
}
