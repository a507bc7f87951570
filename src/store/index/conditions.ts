import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Builder, isSqlite, type Steps } from '../statements.ts';
import type { DocumentQuery } from './document-query.ts';
import { idRange } from './index-partitions.ts';

export type Condition = RawBuilder<SqlBool>;

/** The documents that are asked for: tables of `d`, and conditions on them. */
export interface Selection {
  /** The value of FROM. */
  readonly from: RawBuilder<unknown>;
  readonly conditions: readonly Condition[];
  /** A value of WITH that the tables need. */
  readonly text?: RawBuilder<unknown>;
  /** The documents that can have all words, for a database that finds them faster than those that have them. Their texts are not read. */
  readonly candidates?: Omit<Selection, 'candidates'>;
}

/** The shortest part of a text that both databases have an index of. */
const TRIGRAM = 3;
/** Conditions that an index is asked for. The text itself is compared with all words. */
const MAX_INDEXED = 16;

/** True if a filter selects few documents by an index of its own. */
export function isSelective({
  number,
  purchaseOrderNumber,
  counterparty,
  isPossibleDuplicate,
}: DocumentQuery): boolean {
  const equal = [number, purchaseOrderNumber, counterparty];
  return equal.some((value) => value !== undefined) || isPossibleDuplicate === true;
}

/** All documents of a query. An index finds those with its words. */
export function* select(database: Builder, query: DocumentQuery): Steps<Selection> {
  const { companies, words = [] } = query;
  const conditions = [sql<SqlBool>`d.company IN (${sql.join(companies)})`, ...filters(query)];
  if (typeof query.number === 'string') return ofNumber(database, query, query.number);
  if (words.length === 0) return { from: sql`documents AS d`, conditions };
  const withTexts = [...conditions, ...textConditions(database, words)];
  const indexed = words.filter((word) => [...word].length >= TRIGRAM);
  if (indexed.length === 0)
    return { from: sql`documents AS d JOIN document_texts AS t ON t.id = d.id`, conditions: withTexts };
  const rare = byLength(indexed).slice(0, MAX_INDEXED);
  const [company = ''] = companies;
  const ids = companies.length === 1 ? yield* idRange(database, company) : undefined;
  if (!isSqlite(database)) {
    const likes = rare.map((word) => sql<SqlBool>`t.search_text LIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
    const inRange = ids ? [sql<SqlBool>`t.id BETWEEN ${ids[0]} AND ${ids[1]}`] : [];
    const all = allOf([...inRange, ...likes, ...textConditions(database, words)]);
    return {
      // On its own, so that it is found by its index before anything is joined to it.
      text: sql`f AS MATERIALIZED (SELECT t.id AS id FROM document_texts AS t WHERE ${all})`,
      from: sql`f JOIN documents AS d ON d.id = f.id`,
      conditions,
    };
  }
  const matches = sql<SqlBool>`s.documents_search MATCH ${matchOf(rare)}`;
  const inRange = ids && sql<SqlBool>`s.rowid BETWEEN ${ids[0]} AND ${ids[1]}`;
  // CROSS JOIN keeps SQLite from reading all documents to look each of them up among the matches.
  const found = sql`documents_search AS s CROSS JOIN documents AS d`;
  const ofIndex = [matches, ...(inRange ? [inRange] : []), sql<SqlBool>`d.id = s.rowid`];
  return {
    from: sql`${found} CROSS JOIN document_texts AS t`,
    conditions: [...ofIndex, sql<SqlBool>`t.id = d.id`, ...withTexts],
    candidates: { from: found, conditions: [...ofIndex, ...conditions] },
  };
}

/** The trigrams of words as a query of FTS5, where a string in quotes is only text. */
function matchOf(words: readonly string[]): string {
  const trigrams = new Set(words.flatMap(trigramsOf));
  return [...trigrams]
    .slice(0, MAX_INDEXED)
    .map((trigram) => `"${trigram.replaceAll('"', '""')}"`)
    .join(' AND ');
}

/** Words up to this length are asked for with all of their trigrams. For a longer one, more than those that cover it take longer. */
const MAX_WHOLE = 8;

function trigramsOf(word: string): readonly string[] {
  const characters = [...word];
  const last = characters.length - TRIGRAM;
  if (characters.length <= MAX_WHOLE)
    return [...Array(last + 1).keys()].map((place) => characters.slice(place, place + TRIGRAM).join(''));
  const places = [...Array(Math.floor(last / TRIGRAM) + 1).keys()].map((place) => place * TRIGRAM);
  return [...places, last].map((place) => characters.slice(place, place + TRIGRAM).join(''));
}

/** Every word is a part of a column's text. */
export function textConditions(
  database: Builder,
  words: readonly string[],
  column = 't.search_text',
): readonly Condition[] {
  // The longest words are the rarest. A text can have thousands: no statement should.
  const [rare, others] = [byLength(words).slice(0, MAX_INDEXED), byLength(words).slice(MAX_INDEXED)];
  const conditions = rare.map((word) => contains(database, column, sql`${word}`));
  if (others.length === 0) return conditions;
  const values = isSqlite(database)
    ? sql`json_each(${JSON.stringify(others)}) AS w`
    : sql`jsonb_array_elements_text(${JSON.stringify(others)}::jsonb) AS w (value)`;
  const isMissing = sql`NOT ${contains(database, column, sql`w.value`)}`;
  return [...conditions, sql<SqlBool>`NOT EXISTS (SELECT 1 FROM ${values} WHERE ${isMissing})`];
}

function contains(database: Builder, column: string, word: RawBuilder<unknown>): Condition {
  const place = isSqlite(database) ? sql`instr` : sql`strpos`;
  return sql<SqlBool>`(${place}(${sql.ref(column)}, ${word}) > 0)`;
}

export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${sql.join(conditions, sql` AND `)})`;
}

function byLength(words: readonly string[]): readonly string[] {
  return words.toSorted((a, b) => b.length - a.length);
}

/** The conditions of a query except companies and words. */
export function filters(query: DocumentQuery): readonly Condition[] {
  const { isPossibleDuplicate } = query;
  return [
    ...among('source', query.sources),
    ...among('kind', query.kinds),
    ...among('direction', query.directions),
    ...among('state', query.states),
    ...among('currency', query.currencies),
    ...range('issue_date', query.issuedFrom, query.issuedTo),
    ...range('due_date', query.dueFrom, query.dueTo),
    ...range('gross_size', query.grossFrom, query.grossTo),
    ...equal(query.number, (value) => sql<SqlBool>`d.id IN (${withNumber(query.companies, value)})`),
    ...equal(query.purchaseOrderNumber, (value) => sql<SqlBool>`d.purchase_order_key = ${value}`),
    ...equal(query.counterparty, (value) => sql<SqlBool>`d.counterparty_key = ${value}`),
    // A constant: an index of few rows is not used for a parameter.
    ...(isPossibleDuplicate === undefined
      ? []
      : [sql<SqlBool>`d.is_duplicate = ${sql.lit(isPossibleDuplicate ? 1 : 0)}`]),
  ];
}

/** The documents with a number, which are few: CROSS JOIN keeps SQLite from starting with those of a company. */
function ofNumber(database: Builder, query: DocumentQuery, number: string): Selection {
  const { companies, words = [] } = query;
  const others = [sql<SqlBool>`d.company IN (${sql.join(companies)})`, ...filters({ ...query, number: undefined })];
  const numbers = sql`(${withNumber(companies, number)}) AS n CROSS JOIN documents AS d`;
  const conditions = [sql<SqlBool>`d.id = n.id`, ...others];
  if (words.length === 0) return { from: numbers, conditions };
  return {
    from: sql`${numbers} CROSS JOIN document_texts AS t`,
    conditions: [...conditions, sql<SqlBool>`t.id = d.id`, ...textConditions(database, words)],
  };
}

/** One index for each kind of number. */
function withNumber(companies: readonly string[], number: string): RawBuilder<unknown> {
  const found = (column: string) =>
    sql`SELECT id FROM documents WHERE company IN (${sql.join(companies)}) AND ${sql.ref(column)} = ${number}`;
  return sql`${found('number_key')} UNION ${found('full_number_key')}`;
}

const NOTHING = sql<SqlBool>`1 = 0`;

function among(column: string, values: readonly string[] | undefined): readonly Condition[] {
  if (values === undefined) return [];
  return [values.length === 0 ? NOTHING : sql<SqlBool>`${sql.ref(`d.${column}`)} IN (${sql.join(values)})`];
}

export function range(column: string, from: string | undefined, to: string | undefined): readonly Condition[] {
  const ref = sql.ref(`d.${column}`);
  return [
    ...(from === undefined ? [] : [sql<SqlBool>`${ref} >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`${ref} <= ${to}`]),
  ];
}

function equal(value: string | null | undefined, condition: (value: string) => Condition): readonly Condition[] {
  if (value === undefined) return [];
  return [value === null ? NOTHING : condition(value)];
}
