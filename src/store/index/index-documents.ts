import { sql } from 'kysely';
import { ask, type Builder, isSqlite, type Steps } from '../statements.ts';
import { lockIndex, takeIds } from './index-partitions.ts';
import type { DocumentRow } from './index-tables.ts';
import { type DocumentName, groupByAccount, journalStates, nameOf } from './journal-states.ts';
import type { PreparedDocument } from './to-document.ts';

/** A document that a source has, as it is stored. */
export interface DocumentToIndex extends PreparedDocument {
  /** Milliseconds since the epoch. */
  readonly seenAt: number;
  /** True if it is in its source's list of documents to take over. */
  readonly isListed: boolean;
}

/** NEW: it was not in the index. CHANGED: it had another content. */
export type Indexed = 'NEW' | 'CHANGED' | 'SAME';

/** Rows of a statement. With more, the compiler would block the gateway for too long. */
const CHUNK = 50;

type Known = Pick<DocumentRow, 'id' | 'digest' | 'state' | 'listed_at' | 'left_at' | 'duplicate_key'>;

/** Stores documents, or what has changed in them. */
export function* indexDocuments(database: Builder, inputs: readonly DocumentToIndex[]): Steps<readonly Indexed[]> {
  yield* lockIndex(database);
  const outputs: Indexed[] = inputs.map(() => 'SAME');
  // A document that is there twice is stored twice, in this order.
  for (const round of roundsOf(inputs)) yield* indexOnce(database, round, outputs);
  return outputs;
}

interface Placed {
  readonly place: number;
  readonly document: DocumentToIndex;
}

function roundsOf(inputs: readonly DocumentToIndex[]): readonly (readonly Placed[])[] {
  const seen = new Map<string, number>();
  const placed = inputs.map((document, place) => {
    const name = nameOf(document.columns);
    const round = seen.get(name) ?? 0;
    seen.set(name, round + 1);
    return { place, document, round };
  });
  return [...Map.groupBy(placed, ({ round }) => round).values()];
}

function* indexOnce(database: Builder, round: readonly Placed[], outputs: Indexed[]): Steps<void> {
  const known = yield* knownDocuments(
    database,
    round.map(({ document }) => document.columns),
  );
  const fresh: DocumentToIndex[] = [];
  const touched = new Map<string, Set<string>>();
  const touch = (company: string, key: string | null) => {
    if (key !== null) touched.set(company, (touched.get(company) ?? new Set()).add(key));
  };
  for (const { place, document } of round) {
    const { columns } = document;
    const row = known.get(nameOf(columns));
    if (row === undefined) {
      fresh.push(document);
      outputs[place] = 'NEW';
    } else if (row.digest !== columns.digest) {
      yield* replace(database, row.id, document);
      touch(columns.company, row.duplicate_key);
      outputs[place] = 'CHANGED';
    }
    if (row?.digest !== columns.digest) touch(columns.company, columns.duplicate_key);
    if (row !== undefined && document.isListed && (row.listed_at === null || row.left_at !== null))
      yield* listAgain(database, row, document.seenAt);
  }
  for (const [company, documents] of Map.groupBy(fresh, ({ columns }) => columns.company))
    yield* insert(database, company, documents);
  for (const [company, keys] of touched) yield* markDuplicates(database, company, [...keys]);
}

function* knownDocuments(database: Builder, names: readonly DocumentName[]): Steps<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  for (const { company, source, subjects } of groupByAccount(names)) {
    const rows = yield* ask(
      database
        .selectFrom('documents')
        .select(['id', 'subject', 'digest', 'state', 'listed_at', 'left_at', 'duplicate_key'])
        .where('company', '=', company)
        .where('source', '=', source)
        .where('subject', 'in', subjects),
    );
    for (const row of rows) known.set(nameOf({ company, source, subject: row.subject }), row);
  }
  return known;
}

function* insert(database: Builder, company: string, documents: readonly DocumentToIndex[]): Steps<void> {
  const ids = yield* takeIds(database, company, documents.length);
  const states = yield* journalStates(
    database,
    documents.map(({ columns }) => columns),
  );
  const numbered = documents.map((document, place) => ({ document, id: ids[place] ?? 0 }));
  for (const chunk of chunksOf(numbered)) {
    const rows = chunk.map(({ id, document: { columns, seenAt, isListed } }) => ({
      ...columns,
      id,
      state: states.get(nameOf(columns)) ?? (isListed ? 'AWAITING_EXPORT' : 'UNKNOWN'),
      is_duplicate: 0,
      first_seen_at: seenAt,
      listed_at: isListed ? seenAt : null,
      // One that is not listed has left before it was seen: it is not kept forever either.
      left_at: isListed ? null : seenAt,
    }));
    yield* ask(database.insertInto('documents').values(rows));
  }
  yield* insertParts(database, numbered);
}

type Numbered = { readonly id: number; readonly document: DocumentToIndex };

function* insertParts(database: Builder, numbered: readonly Numbered[]): Steps<void> {
  for (const chunk of chunksOf(numbered)) {
    const texts = chunk.map(({ id, document }) => ({ ...document.texts, id }));
    yield* ask(database.insertInto('document_texts').values(texts));
    if (isSqlite(database))
      yield sql`INSERT INTO documents_search (rowid, search_text) VALUES ${sql.join(
        texts.map(({ id, search_text }) => sql`(${id}, ${search_text})`),
      )}`.compile(database);
  }
  const glCodes = numbered.flatMap(({ id, document }) => document.glCodes.map((row) => ({ ...row, document_id: id })));
  for (const chunk of chunksOf(glCodes)) yield* ask(database.insertInto('document_gl_codes').values(chunk));
}

function* replace(database: Builder, id: number, document: DocumentToIndex): Steps<void> {
  yield* ask(database.updateTable('documents').set(document.columns).where('id', '=', id));
  yield* removeParts(database, [id]);
  yield* insertParts(database, [{ id, document }]);
}

/** Removes everything of documents but their rows. */
export function* removeParts(database: Builder, ids: readonly number[]): Steps<void> {
  yield* ask(database.deleteFrom('document_texts').where('id', 'in', ids));
  yield* ask(database.deleteFrom('document_gl_codes').where('document_id', 'in', ids));
  if (isSqlite(database)) yield sql`DELETE FROM documents_search WHERE rowid IN (${sql.join(ids)})`.compile(database);
}

function* listAgain(database: Builder, { id, state }: Known, listed_at: number): Steps<void> {
  const relisted = state === 'UNKNOWN' ? 'AWAITING_EXPORT' : state;
  yield* ask(database.updateTable('documents').set({ listed_at, left_at: null, state: relisted }).where('id', '=', id));
}

/** Corrects the marks of all documents that have one of these keys. */
export function* markDuplicates(database: Builder, company: string, keys: readonly string[]): Steps<void> {
  if (keys.length === 0) return;
  const counts = yield* ask(
    database
      .selectFrom('documents')
      .select((eb) => ['duplicate_key', eb.fn.countAll().as('count'), eb.fn.sum('is_duplicate').as('marked')])
      .where('company', '=', company)
      .where('duplicate_key', 'in', keys)
      .groupBy('duplicate_key'),
  );
  for (const is_duplicate of [0, 1]) {
    const wrong = counts.filter(({ count, marked }) => {
      const isRepeated = Number(count) > 1;
      return isRepeated === (is_duplicate === 1) && Number(marked) !== (isRepeated ? Number(count) : 0);
    });
    if (wrong.length > 0)
      yield* ask(
        database
          .updateTable('documents')
          .set({ is_duplicate })
          .where('company', '=', company)
          .where(
            'duplicate_key',
            'in',
            wrong.map(({ duplicate_key }) => duplicate_key ?? ''),
          )
          .where('is_duplicate', '!=', is_duplicate),
      );
  }
}

function chunksOf<T>(values: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / CHUNK) }, (_, chunk) =>
    values.slice(chunk * CHUNK, (chunk + 1) * CHUNK),
  );
}
