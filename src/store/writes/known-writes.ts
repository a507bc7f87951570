import { askOnceCompiled, padded } from '../compiled-once.ts';
import type { Builder, Steps } from '../statements.ts';
import type { NewWrite } from './begin-writes.ts';
import { type StoredWrite, toStoredWrite } from './stored-write.ts';

/**
 * The earlier writes with the same keys and inputs, if they are not sent again: a repeated request then takes one statement, and
 * changes nothing.
 */
export function* knownWrites(
  database: Builder,
  writes: readonly NewWrite[],
): Steps<ReadonlyMap<NewWrite, StoredWrite>> {
  const known = new Map<NewWrite, StoredWrite>();
  for (const group of Map.groupBy(writes, ({ caller, key }) => key && JSON.stringify([caller, key.key])).values()) {
    const { caller, key } = group[0] ?? {};
    if (caller === undefined || !key) continue;
    const rows = yield* readWritesOf(database, {
      caller,
      key: key.key,
      items: group.map((one) => one.key?.item ?? ''),
    });
    const byItem = new Map(rows.map((row) => [row.item, row]));
    for (const write of group) {
      const row = byItem.get(write.key?.item ?? '');
      if (row === undefined || row.expires_at <= write.startedAt || row.fingerprint !== write.key?.fingerprint)
        continue;
      const earlier = row.outcome === 'NOT_DONE' ? undefined : toStoredWrite(row);
      if (earlier !== undefined) known.set(write, earlier);
    }
  }
  return known;
}

interface Items {
  readonly caller: string;
  readonly key: string;
  readonly items: readonly string[];
}

function readWritesOf(database: Builder, { caller, key, items }: Items) {
  return askOnceCompiled(database, {
    name: 'writes of a key',
    values: { caller, key, items: padded(items) },
    build: (of) =>
      database
        .selectFrom('keyed_writes')
        .innerJoin('writes', 'writes.id', 'keyed_writes.write_id')
        .innerJoin('write_keys', (join) =>
          join.onRef('write_keys.caller', '=', 'keyed_writes.caller').onRef('write_keys.key', '=', 'keyed_writes.key'),
        )
        .selectAll('writes')
        .select(['keyed_writes.item', 'write_keys.fingerprint', 'write_keys.expires_at'])
        .where('keyed_writes.caller', '=', of.caller)
        .where('keyed_writes.key', '=', of.key)
        .where('keyed_writes.item', 'in', of.items),
  });
}
