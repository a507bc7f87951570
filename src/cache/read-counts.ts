import type { ReadKind } from '../backends/backend.ts';
import { TIMES_TO_LIVE } from './times-to-live.ts';

/** The place of the value of a read: this process, the shared store, the call of another reader, or the source. */
export const READ_TIERS = ['memory', 'shared', 'joined', 'source'] as const;
export type ReadTier = (typeof READ_TIERS)[number];

export interface ReadCount {
  readonly kind: ReadKind;
  readonly tier: ReadTier;
  readonly count: number;
}

/** Counts reads. These are plain numbers, because one operation reads from memory fifty times. */
export class ReadCounts {
  readonly #counts = Object.fromEntries(
    Object.keys(TIMES_TO_LIVE).map((kind) => [kind, { memory: 0, shared: 0, joined: 0, source: 0 }]),
  ) as Readonly<Record<ReadKind, Record<ReadTier, number>>>;

  count(kind: ReadKind, tier: ReadTier): void {
    this.#counts[kind][tier] += 1;
  }

  all(): readonly ReadCount[] {
    return (Object.keys(this.#counts) as ReadKind[]).flatMap((kind) =>
      READ_TIERS.map((tier) => ({ kind, tier, count: this.#counts[kind][tier] })),
    );
  }
}
