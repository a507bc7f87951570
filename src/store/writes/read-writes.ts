import type { Source } from '../../domain/source.ts';
import type { WriteAction, WriteOutcome } from '../../domain/write.ts';
import { ask, type Builder, type Steps } from '../statements.ts';
import { subjectText } from '../subject.ts';
import { type StoredWrite, toStoredWrite } from './stored-write.ts';

/** The writes that a reader asks for. The companies are those that it may see. */
export interface WriteQuery {
  readonly companies: readonly string[];
  readonly actions?: readonly WriteAction[];
  readonly outcomes?: readonly WriteOutcome[];
  readonly subject?: { readonly company: string; readonly source: Source; readonly key: readonly string[] };
  /** Milliseconds since the epoch. */
  readonly since?: number;
  readonly after?: WritePosition;
  readonly count: number;
}

/** A place in the list, which is sorted by both, newest first. */
export interface WritePosition {
  readonly startedAt: number;
  readonly id: string;
}

export function* readWrites(database: Builder, query: WriteQuery): Steps<readonly StoredWrite[]> {
  const { companies, actions, outcomes, subject, since, after, count } = query;
  if (companies.length === 0) return [];
  let found = database.selectFrom('writes').selectAll().where('company', 'in', companies);
  if (actions !== undefined) found = found.where('action', 'in', actions);
  if (outcomes !== undefined) found = found.where('outcome', 'in', outcomes);
  if (since !== undefined) found = found.where('started_at', '>=', since);
  if (subject !== undefined)
    found = found
      .where('company', '=', subject.company)
      .where('source', '=', subject.source)
      .where('subject', '=', subjectText(subject.key));
  if (after !== undefined)
    found = found.where((eb) =>
      eb.or([
        eb('started_at', '<', after.startedAt),
        eb.and([eb('started_at', '=', after.startedAt), eb('id', '<', after.id)]),
      ]),
    );
  const rows = yield* ask(found.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(count));
  return rows.flatMap((row) => toStoredWrite(row) ?? []);
}

export interface WriteById {
  readonly companies: readonly string[];
  readonly id: string;
}

export function* readWrite(database: Builder, { companies, id }: WriteById): Steps<StoredWrite | undefined> {
  if (companies.length === 0) return undefined;
  const [row] = yield* ask(
    database.selectFrom('writes').selectAll().where('id', '=', id).where('company', 'in', companies),
  );
  return row && toStoredWrite(row);
}

export interface Unresolved {
  readonly write: StoredWrite;
  /** How often the source was looked at. */
  readonly looks: number;
  /** True if the last list that could be read did not have the write's document. */
  readonly wasGone: boolean;
}

/** Writes whose outcome is unknown, and whose source is to be looked at by now. */
export function* readUnresolved(
  database: Builder,
  { now, count }: { readonly now: number; readonly count: number },
): Steps<readonly Unresolved[]> {
  const rows = yield* ask(
    database
      .selectFrom('writes')
      .selectAll()
      .where('outcome', '=', 'UNKNOWN')
      .where('look_at', '<=', now)
      .orderBy('look_at')
      .limit(count),
  );
  return rows.flatMap((row) => {
    const write = toStoredWrite(row);
    return write === undefined ? [] : [{ write, looks: row.looks, wasGone: row.was_gone === 1 }];
  });
}
