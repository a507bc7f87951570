import type { WriteOutcome } from '../../domain/write.ts';
import { askOnceCompiled, padded } from '../compiled-once.ts';
import { stateChangeOf } from '../index/journal-states.ts';
import { ask, type Builder, type Steps } from '../statements.ts';
import type { WriteRow } from '../tables.ts';
import type { Effects } from '../write-operations.ts';
import { eventsOf } from './write-events.ts';

export interface WriteEnd {
  readonly id: string;
  readonly outcome: Exclude<WriteOutcome, 'IN_PROGRESS'>;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly result: string | null;
  /** Milliseconds since the epoch. */
  readonly endedAt: number;
  readonly isInferred: boolean;
  /** When to look at the source for the outcome of an UNKNOWN write; null if that cannot be seen there. */
  readonly lookAt: number | null;
  /** True if the source was looked at, and its list did not have the document. */
  readonly wasGone: boolean;
}

/**
 * Records outcomes, equal ones together, and announces them. Returns true for each that was recorded: an outcome that is final
 * does not change.
 */
export function* endWrites(
  database: Builder,
  ends: readonly WriteEnd[],
  { announce, change }: Effects,
): Steps<readonly boolean[]> {
  const recorded = new Set<string>();
  for (const equal of Map.groupBy(ends, sameOutcome).values())
    for (const row of yield* endEqual(database, equal)) {
      recorded.add(row.id);
      change(stateChangeOf(row));
      for (const event of eventsOf(row)) announce(event);
    }
  return ends.map(({ id }) => recorded.has(id));
}

/** Ends that differ in their writes and times only. */
function sameOutcome({ outcome, error, result, isInferred, lookAt, wasGone }: WriteEnd): string {
  return JSON.stringify([outcome, error, result, isInferred, lookAt, wasGone]);
}

function* endEqual(database: Builder, ends: readonly WriteEnd[]): Steps<readonly WriteRow[]> {
  const [first] = ends;
  if (first === undefined) return [];
  const { outcome, error, result, isInferred, lookAt, wasGone } = first;
  return yield* askOnceCompiled(database, {
    name: 'end writes',
    values: {
      ids: padded(ends.map(({ id }) => id)),
      outcome,
      error_code: error?.code ?? null,
      error_message: error?.message ?? null,
      result,
      ended_at: Math.max(...ends.map(({ endedAt }) => endedAt)),
      is_inferred: isInferred && outcome !== 'UNKNOWN' ? 1 : 0,
      look_at: lookAt,
      was_gone: wasGone ? 1 : 0,
      moreLooks: isInferred || outcome === 'UNKNOWN' ? 1 : 0,
      // A look that was overtaken by a new attempt is not about that attempt.
      from: isInferred ? 'UNKNOWN' : 'IN_PROGRESS',
      // Another gateway can look at the source while this one still waits for the answer, which then counts more.
      fromInferred: !isInferred && (outcome === 'DONE' || outcome === 'REFUSED') ? 'NOT_DONE' : '',
    },
    build: ({ ids, moreLooks, from, fromInferred, ...set }) =>
      database
        .updateTable('writes')
        .set((eb) => ({
          ...set,
          looks: eb('looks', '+', moreLooks),
          was_unknown: eb.case().when('outcome', '=', 'UNKNOWN').then(1).else(eb.ref('was_unknown')).end(),
        }))
        .where('id', 'in', ids)
        .where((eb) =>
          eb.or([
            eb('outcome', 'in', [from, 'UNKNOWN']),
            eb.and([eb('outcome', '=', fromInferred), eb('is_inferred', '=', 1)]),
          ]),
        )
        .returningAll(),
  });
}

/** Deletes writes whose input turned out to be wrong. They were not sent, and their keys are free again. */
export function* discardWrites(database: Builder, ids: readonly string[]): Steps<readonly null[]> {
  const keys = yield* ask(database.selectFrom('keyed_writes').select(['caller', 'key']).where('write_id', 'in', ids));
  yield* ask(database.deleteFrom('keyed_writes').where('write_id', 'in', ids));
  yield* ask(database.deleteFrom('writes').where('id', 'in', ids));
  for (const { caller, key } of keys) yield* freeKey(database, caller, key);
  return ids.map(() => null);
}

/** Deletes a key unless other writes of its request have it. */
function* freeKey(database: Builder, caller: string, key: string): Steps<void> {
  const others = database
    .selectFrom('keyed_writes')
    .select('write_id')
    .where('caller', '=', caller)
    .where('key', '=', key);
  yield* ask(
    database
      .deleteFrom('write_keys')
      .where('caller', '=', caller)
      .where('key', '=', key)
      .where((eb) => eb.not(eb.exists(others))),
  );
}
