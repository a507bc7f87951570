import type { z } from 'zod';
import type { LimitsInFile } from './limits.ts';

type QuotaName = 'maxReceivingBytes' | 'maxSendingBytes' | 'maxDiskBytes';
type Limits = LimitsInFile & Readonly<Record<QuotaName, number>>;

interface Rule {
  /** The largest item that one caller's share of the quota has to hold. */
  readonly item: 'maxBodyBytes' | 'maxAnswerBytes' | 'maxUploadBytes';
  readonly factor: number;
  readonly reason: string;
  readonly usual: number;
}

/** The share of each caller is in `src/server/graphql/in-flight.ts`. */
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
 * Adds a fault for each quota that is too small for a request that the other limits allow. The gateway would refuse such a
 * request with "try again later" for ever.
 */
export function checkQuotas(limits: LimitsInFile, context: z.core.$RefinementCtx<LimitsInFile>): void {
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

/** Adds the quotas that the file leaves out, each large enough for what the other limits allow. */
export function withQuotas(limits: LimitsInFile): Limits {
  const { maxReceivingBytes, maxSendingBytes, maxDiskBytes, ...others } = limits;
  return {
    ...others,
    maxReceivingBytes: maxReceivingBytes ?? usual('maxReceivingBytes', limits),
    maxSendingBytes: maxSendingBytes ?? usual('maxSendingBytes', limits),
    maxDiskBytes: maxDiskBytes ?? usual('maxDiskBytes', limits),
  };
}

function usual(quota: QuotaName, limits: LimitsInFile): number {
  return Math.max(RULES[quota].usual, leastOf(quota, limits));
}

function leastOf(quota: QuotaName, limits: LimitsInFile): number {
  const { factor, item } = RULES[quota];
  return factor * limits[item];
}
