import type { z } from 'zod';
import type { Limits } from './config.ts';

type QuotaName = 'maxReceivingBytes' | 'maxSendingBytes' | 'maxDiskBytes';
type LimitsAsSet = Omit<Limits, QuotaName> & Partial<Pick<Limits, QuotaName>>;

interface Rule {
  /** The largest thing that has to fit into what one caller may use of the quota. */
  readonly item: 'maxBodyBytes' | 'maxAnswerBytes' | 'maxUploadBytes';
  readonly factor: number;
  readonly reason: string;
  readonly usual: number;
}

/** The shares that callers have are in `src/server/graphql/in-flight.ts`. */
const RULES: Readonly<Record<QuotaName, Rule>> = {
  maxReceivingBytes: {
    ...{ item: 'maxBodyBytes', factor: 8, usual: 67_108_864 },
    reason: 'one caller may use a quarter of it, and a parsed body can take twice its size',
  },
  maxSendingBytes: {
    ...{ item: 'maxAnswerBytes', factor: 4, usual: 268_435_456 },
    reason: 'one caller may use half of it, and a text can take twice its size in memory',
  },
  maxDiskBytes: {
    ...{ item: 'maxUploadBytes', factor: 2, usual: 1_073_741_824 },
    reason: 'one caller may use half of it',
  },
};
const QUOTAS: readonly QuotaName[] = ['maxReceivingBytes', 'maxSendingBytes', 'maxDiskBytes'];

/**
 * Adds a fault for each quota that is set too small for one request that the other limits allow: such a request would be
 * refused as one that can succeed later, whenever it is sent.
 */
export function checkQuotas(limits: LimitsAsSet, context: z.core.$RefinementCtx<LimitsAsSet>): void {
  for (const quota of QUOTAS) {
    const { item, factor, reason } = RULES[quota];
    const least = leastOf(quota, limits);
    if ((limits[quota] ?? least) >= least) continue;
    context.addIssue({
      code: 'custom',
      path: [quota],
      message: `must be at least ${least}, ${factor} times limits.${item}, since ${reason}: raise it, or lower limits.${item}`,
    });
  }
}

/** The limits with all quotas: one that is not set has room for what the other limits allow. */
export function withQuotas(limits: LimitsAsSet): Limits {
  const { maxReceivingBytes, maxSendingBytes, maxDiskBytes, ...others } = limits;
  return {
    ...others,
    maxReceivingBytes: maxReceivingBytes ?? usual('maxReceivingBytes', limits),
    maxSendingBytes: maxSendingBytes ?? usual('maxSendingBytes', limits),
    maxDiskBytes: maxDiskBytes ?? usual('maxDiskBytes', limits),
  };
}

function usual(quota: QuotaName, limits: LimitsAsSet): number {
  return Math.max(RULES[quota].usual, leastOf(quota, limits));
}

function leastOf(quota: QuotaName, limits: LimitsAsSet): number {
  const { factor, item } = RULES[quota];
  return factor * limits[item];
}
