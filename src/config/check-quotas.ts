import type { z } from 'zod';
import type { Limits } from './config.ts';

type LimitName = keyof Limits;

interface Rule {
  readonly quota: LimitName;
  /** The largest thing that has to fit into what one caller may use of the quota. */
  readonly item: LimitName;
  readonly factor: number;
  readonly reason: string;
}

/** The shares that callers have are in `src/server/in-flight.ts`. */
const RULES: readonly Rule[] = [
  {
    ...{ quota: 'maxReceivingBytes', item: 'maxBodyBytes', factor: 8 },
    reason: 'one caller may use a quarter of it, and a parsed body can take twice its size',
  },
  {
    ...{ quota: 'maxSendingBytes', item: 'maxAnswerBytes', factor: 2 },
    reason: 'one caller may use half of it',
  },
  {
    ...{ quota: 'maxDiskBytes', item: 'maxUploadBytes', factor: 2 },
    reason: 'one caller may use half of it',
  },
];

/**
 * Adds a fault for each quota that is too small for one request that the other limits allow: it would be refused as one
 * that can be repeated later, whenever it is sent.
 */
export function checkQuotas(limits: Limits, context: z.core.$RefinementCtx<Limits>): void {
  for (const { quota, item, factor, reason } of RULES) {
    const least = factor * (limits[item] ?? 0);
    if ((limits[quota] ?? 0) >= least) continue;
    context.addIssue({
      code: 'custom',
      path: [quota],
      message: `must be at least ${least}, ${factor} times limits.${item}, since ${reason}: raise it, or lower limits.${item}`,
    });
  }
}
