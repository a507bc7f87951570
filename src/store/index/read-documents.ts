import { type SqlBool, sql } from 'kysely';
import { ask, type Builder, type Steps } from '../statements.ts';
import { allOf } from './conditions.ts';
import { type DocumentName, groupByAccount } from './journal-states.ts';

/** A document as it is in the index. */
export interface StoredDocument extends DocumentName {
  readonly id: number;
  readonly state: string;
  /** Milliseconds since the epoch. */
  readonly firstSeenAt: number;
  readonly content: string;
}

/** Documents by their ids, of these companies only. Those that were removed are left out. */
export function* readDocuments(
  database: Builder,
  { companies, ids }: { readonly companies: readonly string[]; readonly ids: readonly number[] },
): Steps<readonly StoredDocument[]> {
  if (ids.length === 0 || companies.length === 0) return [];
  const rows = yield* ask(documents(database).where('d.company', 'in', companies).where('d.id', 'in', ids));
  return rows.map(toDocument);
}

/** Documents by the keys of their sources. Those that are not in the index are left out. */
export function* readNamedDocuments(
  database: Builder,
  names: readonly DocumentName[],
): Steps<readonly StoredDocument[]> {
  const found: StoredDocument[] = [];
  for (const { company, source, subjects } of groupByAccount(names)) {
    const ofAccount = documents(database).where('d.company', '=', company).where('d.source', '=', source);
    const rows = yield* ask(ofAccount.where('d.subject', 'in', subjects));
    found.push(...rows.map(toDocument));
  }
  return found;
}

/** The documents of an account that are listed, by their keys. */
export function* readListed(
  database: Builder,
  {
    company,
    source,
    after,
    count,
  }: { readonly company: string; readonly source: string; readonly after: string; readonly count: number },
): Steps<readonly string[]> {
  const rows = yield* ask(
    database
      .selectFrom('documents')
      .select('subject')
      .where('company', '=', company)
      .where('source', '=', source)
      .where('subject', '>', after)
      .where('left_at', 'is', null)
      .orderBy('subject')
      .limit(count),
  );
  return rows.map(({ subject }) => subject);
}

export interface DuplicateKey {
  readonly company: string;
  readonly key: string;
}

export interface Duplicate extends DuplicateKey {
  readonly id: number;
  readonly source: string;
  readonly subject: string;
}

/** The documents that have one of these keys, at most `count` of each. */
export function* findDuplicates(
  database: Builder,
  { keys, count }: { readonly keys: readonly DuplicateKey[]; readonly count: number },
): Steps<readonly Duplicate[]> {
  const found: Duplicate[] = [];
  for (const [company, ofCompany] of Map.groupBy(keys, (one) => one.company)) {
    const conditions = [
      sql<SqlBool>`d.company = ${company}`,
      sql<SqlBool>`d.duplicate_key IN (${sql.join(ofCompany.map(({ key }) => key))})`,
    ];
    const rows = (yield sql`SELECT id, key, source, subject FROM (
        SELECT d.id AS id, d.duplicate_key AS key, d.source AS source, d.subject AS subject,
          row_number() OVER (PARTITION BY d.duplicate_key ORDER BY d.id) AS place
        FROM documents AS d WHERE ${allOf(conditions)}
      ) AS ranked WHERE place <= ${count} ORDER BY id`.compile(database)) as readonly Omit<Duplicate, 'company'>[];
    found.push(...rows.map(({ id, key, source, subject }) => ({ company, id, key, source, subject })));
  }
  return found;
}

function documents(database: Builder) {
  return database
    .selectFrom('documents as d')
    .innerJoin('document_texts as t', 't.id', 'd.id')
    .select(['d.id', 'd.company', 'd.source', 'd.subject', 'd.state', 'd.first_seen_at', 't.content']);
}

function toDocument({
  first_seen_at,
  ...row
}: Omit<StoredDocument, 'firstSeenAt'> & { readonly first_seen_at: number }) {
  return { ...row, firstSeenAt: first_seen_at };
}
