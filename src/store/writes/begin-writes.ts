import type { Source } from '../../domain/source.ts';
import type { WriteAction } from '../../domain/write.ts';
import { askOnceCompiled, insertAll } from '../compiled-once.ts';
import { stateChangeOf } from '../index/journal-states.ts';
import { ask, type Builder, type Steps } from '../statements.ts';
import { subjectText } from '../subject.ts';
import type { WriteRow } from '../tables.ts';
import type { Effects } from '../write-operations.ts';
import { knownWrites } from './known-writes.ts';
import { type StoredWrite, toStoredWrite } from './stored-write.ts';
import { eventsOf } from './write-events.ts';

/** A caller's name for a request that it may repeat. */
export interface WriteKey {
  readonly key: string;
  /** A digest of the whole input: another input with the same key is refused. */
  readonly fingerprint: string;
  /** Distinguishes the writes of one input: the documents of a batch. Empty for an input that is one write. */
  readonly item: string;
  /** Milliseconds since the epoch. Until then the key is remembered. */
  readonly expiresAt: number;
}

export interface NewWrite {
  /** Used if no earlier write has the same key. */
  readonly id: string;
  readonly caller: string;
  readonly company: string;
  readonly source: Source;
  readonly action: WriteAction;
  readonly subject: readonly string[] | null;
  readonly key: WriteKey | null;
  /** True if the source has no such call: only the gateway records it. */
  readonly isLocal: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The gateway that sends it. */
  readonly holder: string;
}

export type Begun =
  /** Send it: no byte of it was sent before, or what was sent was not done. */
  | { readonly kind: 'SEND'; readonly id: string }
  /** An earlier request with the same key was this write. It may still be in progress. */
  | { readonly kind: 'EARLIER'; readonly write: StoredWrite }
  /** A local write is recorded, and done. */
  | { readonly kind: 'DONE'; readonly id: string }
  /** A local write was refused, and recorded. */
  | { readonly kind: 'REFUSED'; readonly write: StoredWrite }
  /** The key belongs to another input. */
  | { readonly kind: 'REUSED' };

/** Records writes before they are sent. */
export function* beginWrites(
  database: Builder,
  writes: readonly NewWrite[],
  { announce, change }: Effects,
): Steps<readonly Begun[]> {
  const begun: Begun[] = writes.map(({ id }) => ({ kind: 'SEND', id }));
  const plain = writes.filter(isPlain);
  yield* insertAll(database, 'writes', plain.map(toRow));
  // In one order for all gateways: two that insert the same keys would otherwise wait for each other.
  const others = [...writes.entries()].filter(([, write]) => !isPlain(write));
  const named = others.map(([place, write]) => ({ place, write, name: nameOf(write) }));
  const known = yield* knownWrites(
    database,
    others.map(([, write]) => write),
  );
  for (const { place, write } of named.sort((a, b) => compare(a.name, b.name))) {
    const earlier = known.get(write);
    begun[place] =
      earlier === undefined ? yield* beginWrite(database, write, announce) : { kind: 'EARLIER', write: earlier };
  }
  const done = writes.filter(({ isLocal }, place) => isLocal && begun[place]?.kind === 'DONE');
  change(done.flatMap((write) => stateChangeOf({ ...toRow(write), outcome: 'DONE' })));
  return begun;
}

/** True if neither a key nor a mark decides whether the write is sent. */
function isPlain({ key, isLocal }: NewWrite): boolean {
  return key === null && !isLocal;
}

function* beginWrite(database: Builder, write: NewWrite, announce: Effects['announce']): Steps<Begun> {
  if (write.key !== null) {
    const isSame = yield* claimKey(database, write, write.key);
    if (!isSame) return { kind: 'REUSED' };
    const earlier = yield* claimItem(database, write, write.key);
    if (earlier !== undefined) return yield* repeat(database, write, earlier);
  }
  if (write.isLocal) return yield* markHere(database, write, announce);
  yield* insertAll(database, 'writes', [toRow(write)]);
  return { kind: 'SEND', id: write.id };
}

/** Marks a document exported, once. A second mark is refused, as sources do. */
function* markHere(database: Builder, write: NewWrite, announce: Effects['announce']): Steps<Begun> {
  const { id, company, source, startedAt: ended_at } = write;
  const subject = subjectText(write.subject);
  if (subject === null) throw new TypeError('A write that is only recorded is about a document');
  const [marked] = yield* ask(
    database
      .insertInto('export_marks')
      .values({ company, source, subject, write_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('write_id'),
  );
  const refused = { outcome: 'REFUSED', error_code: 'CONFLICT', error_message: ALREADY_MARKED };
  const row = { ...toRow(write), ended_at, ...(marked === undefined ? refused : { outcome: 'DONE' }) };
  yield* ask(database.insertInto('writes').values(row));
  if (marked !== undefined) {
    for (const event of eventsOf(row)) announce(event);
    return { kind: 'DONE', id };
  }
  const stored = toStoredWrite(row);
  if (stored === undefined) throw new TypeError('A write cannot be read as it was stored');
  return { kind: 'REFUSED', write: stored };
}

const ALREADY_MARKED = 'The document is already marked exported.';

/** Returns false if the key was used for another input. A key that has expired is free. */
function* claimKey(database: Builder, { caller, startedAt }: NewWrite, key: WriteKey): Steps<boolean> {
  yield* askOnceCompiled(database, {
    name: 'delete an expired key',
    values: { caller, key: key.key, startedAt },
    build: (of) =>
      database
        .deleteFrom('write_keys')
        .where('caller', '=', of.caller)
        .where('key', '=', of.key)
        .where('expires_at', '<=', of.startedAt),
  });
  const [claimed] = yield* askOnceCompiled(database, {
    name: 'claim a key',
    values: { caller, key: key.key, fingerprint: key.fingerprint, expires_at: key.expiresAt },
    build: (row) =>
      database
        .insertInto('write_keys')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('key'),
  });
  if (claimed !== undefined) {
    yield* ask(database.deleteFrom('keyed_writes').where('caller', '=', caller).where('key', '=', key.key));
    return true;
  }
  const [known] = yield* askOnceCompiled(database, {
    name: 'fingerprint of a key',
    values: { caller, key: key.key },
    build: (of) =>
      database.selectFrom('write_keys').select('fingerprint').where('caller', '=', of.caller).where('key', '=', of.key),
  });
  return known?.fingerprint === key.fingerprint;
}

/** Returns the earlier write of the item; undefined if the item is now claimed for this one. */
function* claimItem(database: Builder, { id, caller }: NewWrite, { key, item }: WriteKey): Steps<WriteRow | undefined> {
  const [claimed] = yield* askOnceCompiled(database, {
    name: 'claim an item',
    values: { caller, key, item, write_id: id },
    build: (row) =>
      database
        .insertInto('keyed_writes')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('write_id'),
  });
  if (claimed !== undefined) return undefined;
  const [earlier] = yield* ask(
    database
      .selectFrom('keyed_writes')
      .innerJoin('writes', 'writes.id', 'keyed_writes.write_id')
      .selectAll('writes')
      .where('keyed_writes.caller', '=', caller)
      .where('keyed_writes.key', '=', key)
      .where('keyed_writes.item', '=', item),
  );
  return earlier;
}

/** Sends a write that was not done again; leaves any other as it is. */
function* repeat(database: Builder, { startedAt, holder }: NewWrite, earlier: WriteRow): Steps<Begun> {
  const [again] = yield* ask(
    database
      .updateTable('writes')
      .set({
        outcome: 'IN_PROGRESS',
        holder,
        error_code: null,
        error_message: null,
        ended_at: null,
        is_inferred: 0,
        looks: 0,
        was_unknown: 0,
        last_sent_at: startedAt,
      })
      .where('id', '=', earlier.id)
      .where('outcome', '=', 'NOT_DONE')
      .returning('id'),
  );
  if (again !== undefined) return { kind: 'SEND', id: again.id };
  const write = toStoredWrite(earlier);
  if (write === undefined) throw new Error(`the write ${earlier.id} is of a kind that this gateway does not know`);
  return { kind: 'EARLIER', write };
}

function toRow(write: NewWrite): WriteRow {
  const { id, caller, company, source, action, startedAt, holder } = write;
  return {
    ...{ id, caller, company, source, action, holder, outcome: 'IN_PROGRESS' },
    ...{ subject: subjectText(write.subject), idempotency_key: write.key?.key ?? null },
    ...{ error_code: null, error_message: null, result: null },
    ...{
      started_at: startedAt,
      last_sent_at: startedAt,
      ended_at: null,
      is_inferred: 0,
      look_at: null,
      looks: 0,
      was_unknown: 0,
      was_gone: 0,
    },
  };
}

function nameOf({ caller, key }: NewWrite): string {
  return JSON.stringify([caller, key?.key, key?.item]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
