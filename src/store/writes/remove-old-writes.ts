import { ask, type Builder, type Steps } from '../statements.ts';

/** Milliseconds since the epoch. */
export interface OldWrites {
  /** Writes that started before this time are removed. */
  readonly startedBefore: number;
  /** Keys that expired before this time are removed. */
  readonly expiredBefore: number;
}

/** Rows that are removed in one step. */
const MAX_REMOVED = 200;

/** Removes old writes and expired keys, at most MAX_REMOVED of each. Returns true if there may be more. */
export function* removeOldWrites(database: Builder, removals: readonly OldWrites[]): Steps<readonly boolean[]> {
  const newest = removals.at(-1);
  const isMore = newest !== undefined && (yield* remove(database, newest));
  return removals.map(() => isMore);
}

function* remove(database: Builder, { startedBefore, expiredBefore }: OldWrites): Steps<boolean> {
  const old = yield* ask(
    database.selectFrom('writes').select('id').where('started_at', '<', startedBefore).limit(MAX_REMOVED),
  );
  if (old.length > 0)
    yield* ask(
      database.deleteFrom('writes').where(
        'id',
        'in',
        old.map(({ id }) => id),
      ),
    );
  const expired = yield* ask(
    database
      .selectFrom('write_keys')
      .select(['caller', 'key'])
      .where('expires_at', '<', expiredBefore)
      .limit(MAX_REMOVED),
  );
  for (const { caller, key } of expired) {
    yield* ask(database.deleteFrom('keyed_writes').where('caller', '=', caller).where('key', '=', key));
    yield* ask(database.deleteFrom('write_keys').where('caller', '=', caller).where('key', '=', key));
  }
  return old.length === MAX_REMOVED || expired.length === MAX_REMOVED;
}
