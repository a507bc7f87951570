import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Builder, Steps } from '../statements.ts';
import { allOf, select, textConditions } from './conditions.ts';
import type { DocumentQuery } from './document-query.ts';

export interface CounterpartiesRequest {
  /** Selects documents. Its words are ignored. */
  readonly query: DocumentQuery;
  /** Folded words of the counterparty's name, tax number or code. */
  readonly words: readonly string[];
  readonly after?: CounterpartyPosition | undefined;
  readonly count: number;
}

/** A place in the list, which is sorted by these. */
export interface CounterpartyPosition {
  /** The folded name; empty without one. */
  readonly name: string;
  readonly key: string;
  readonly company: string;
}

export interface ListedCounterparty extends CounterpartyPosition {
  /** A Counterparty as JSON, of one of its documents. */
  readonly counterparty: string | null;
}

/** The counterparties of documents, by name. */
export function* listCounterparties(
  database: Builder,
  { query, words, after, count }: CounterpartiesRequest,
): Steps<readonly ListedCounterparty[]> {
  if (query.companies.length === 0) return [];
  const grouped = yield* group(database, query, words);
  const further =
    after === undefined ? sql`` : sql`WHERE (name, key, company) > (${after.name}, ${after.key}, ${after.company})`;
  const rows = (yield sql`WITH p AS (${grouped}), page AS MATERIALIZED (
      SELECT * FROM p ${further} ORDER BY name, key, company LIMIT ${count}
    )
    SELECT page.name, page.key, page.company, t.counterparty FROM page JOIN document_texts AS t ON t.id = page.sample
    ORDER BY page.name, page.key, page.company`.compile(database)) as readonly ListedCounterparty[];
  return rows.map(({ name, key, company, counterparty }) => ({ name, key, company, counterparty }));
}

export function* countCounterparties(
  database: Builder,
  { query, words }: Pick<CounterpartiesRequest, 'query' | 'words'>,
): Steps<number> {
  if (query.companies.length === 0) return 0;
  const grouped = yield* group(database, query, words);
  const [row] = (yield sql`SELECT count(*) AS count FROM (${grouped}) AS p`.compile(database)) as readonly {
    readonly count: number | string;
  }[];
  return Number(row?.count ?? 0);
}

function* group(database: Builder, query: DocumentQuery, words: readonly string[]): Steps<RawBuilder<unknown>> {
  const { from, conditions } = yield* select(database, { ...query, words: [] });
  const ofWords = textConditions(database, words, 'd.counterparty_text');
  const all = [...conditions, sql<SqlBool>`d.counterparty_key IS NOT NULL`, ...ofWords];
  return sql`SELECT coalesce(min(d.counterparty_order), '') AS name, d.counterparty_key AS key, d.company AS company,
      max(d.id) AS sample
    FROM ${from} WHERE ${allOf(all)} GROUP BY d.company, d.counterparty_key`;
}
