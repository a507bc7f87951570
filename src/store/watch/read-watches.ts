import { ask, type Builder, type Steps } from '../statements.ts';
import type { WatchRow } from '../tables.ts';
import type { WatchedAccount } from './lease-watches.ts';

export interface DueOf {
  readonly holder: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly count: number;
}

/** The accounts of a gateway that are due, those that wait longest first. */
export function* readDueWatches(database: Builder, { holder, now, count }: DueOf): Steps<readonly WatchRow[]> {
  return yield* ask(
    database
      .selectFrom('watches')
      .selectAll()
      .where('holder', '=', holder)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(count),
  );
}

/** The watches of some companies. */
export function* readWatches(database: Builder, companies: readonly string[]): Steps<readonly WatchRow[]> {
  if (companies.length === 0) return [];
  return yield* ask(database.selectFrom('watches').selectAll().where('company', 'in', companies));
}

/** A document that is in the index. */
export interface KnownDocument {
  readonly subject: string;
  readonly revision: string;
  /** Null while it is listed. */
  readonly left_at: number | null;
}

/** Those of an account's documents that are in the index. */
export function* readKnown(
  database: Builder,
  { company, source, subjects }: WatchedAccount & { readonly subjects: readonly string[] },
): Steps<readonly KnownDocument[]> {
  if (subjects.length === 0) return [];
  return yield* ask(
    database
      .selectFrom('documents')
      .select(['subject', 'revision', 'left_at'])
      .where('company', '=', company)
      .where('source', '=', source)
      .where('subject', 'in', subjects),
  );
}

/** Those of an account's documents that have one of these revisions and numbers. An index finds them by their numbers. */
export function* readRevisions(
  database: Builder,
  {
    company,
    source,
    revisions,
    numbers,
  }: WatchedAccount & { readonly revisions: readonly string[]; readonly numbers: readonly (string | null)[] },
): Steps<readonly KnownDocument[]> {
  if (revisions.length === 0) return [];
  return yield* ask(
    database
      .selectFrom('documents')
      .select(['subject', 'revision', 'left_at'])
      .where('company', '=', company)
      .where('source', '=', source)
      .where((eb) => {
        const given = numbers.filter((number) => number !== null);
        return eb.or([
          ...(given.length > 0 ? [eb('number_key', 'in', given)] : []),
          ...(given.length < numbers.length ? [eb('number_key', 'is', null)] : []),
        ]);
      })
      .where('revision', 'in', revisions)
      .orderBy('id'),
  );
}
