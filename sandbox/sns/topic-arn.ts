import type { IveskAccount } from '../world/ivesk/account.ts';
import type { EventKind } from './subscriptions.ts';

/**
 * `shared`: Įvesk has one topic for each kind of event, for all its customers; the attribute `account` of a message
 * decides which customer gets it. `own`: one topic for each customer.
 */
export type TopicPlan = 'shared' | 'own';

const NAMES = { DIGITIZED: 'DPWebHook_ondigitized', EXPORTED: 'DPWebHook_onexport' } as const;

export function toTopicArn(plan: TopicPlan, { companyCode }: IveskAccount, event: EventKind): string {
  return `arn:aws:sns:eu-west-1:007272210889:${NAMES[event]}${plan === 'own' ? `_${companyCode}` : ''}`;
}
