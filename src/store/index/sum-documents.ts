import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Decimal } from '../../domain/values/decimal.ts';
import type { Builder, Steps } from '../statements.ts';
import { allOf, type Condition, select } from './conditions.ts';
import type { DocumentQuery } from './document-query.ts';
import { HIGH_PART, type SummedColumns, toSums } from './prepare/stored-amounts.ts';

/** The values by which documents can be grouped, besides company, direction and currency, which always distinguish groups. */
export const GROUPINGS = ['COUNTERPARTY', 'MONTH', 'KIND', 'SOURCE', 'STATE', 'GL_CODE'] as const;

export type Grouping = (typeof GROUPINGS)[number];

export interface TotalsRequest {
  readonly query: DocumentQuery;
  /** Each once. */
  readonly groupBy: readonly Grouping[];
  /** The page starts after this group. */
  readonly after?: readonly string[] | undefined;
  readonly count: number;
}

/** Sums over the documents of a group; with GL_CODE, over their lines. */
export interface DocumentTotal {
  /** Company, direction, currency, and the values of the groupings. Empty for a value that the documents do not have. */
  readonly key: readonly string[];
  readonly count: number;
  readonly net: Decimal;
  readonly tax: Decimal;
  readonly gross: Decimal;
  /** Documents with an amount that is not known. */
  readonly unknownAmounts: number;
  /** A Counterparty as JSON, if it was grouped by. */
  readonly counterparty: string | null;
  /** A GlCode as JSON, if it was grouped by. */
  readonly glCode: string | null;
}

const COLUMNS: Readonly<Record<Grouping, RawBuilder<string>>> = {
  COUNTERPARTY: sql`coalesce(d.counterparty_key, '')`,
  MONTH: sql`coalesce(substr(d.issue_date, 1, 7), '')`,
  KIND: sql`d.kind`,
  SOURCE: sql`d.source`,
  STATE: sql`d.state`,
  GL_CODE: sql`g.gl_key`,
};

const ALWAYS: readonly RawBuilder<string>[] = [sql`d.company`, sql`d.direction`, sql`coalesce(d.currency, '')`];

type TotalRow = SummedColumns & {
  readonly count: number | string;
  readonly known: number | string;
  readonly sample: number | string;
  readonly gl_code?: string | null;
} & Readonly<Record<string, unknown>>;

/** Totals by group, sorted by their keys. */
export function* sumDocuments(database: Builder, request: TotalsRequest): Steps<readonly DocumentTotal[]> {
  const { query, groupBy, after, count } = request;
  if (query.companies.length === 0) return [];
  const keys = keysOf(groupBy);
  const ofLines = groupBy.includes('GL_CODE');
  const summed = sql.raw(ofLines ? 'g' : 'd');
  const { text, from, conditions } = yield* selectGroups(database, request);
  const further: readonly Condition[] =
    after === undefined ? [] : [sql<SqlBool>`(${sql.join(keys)}) > (${sql.join([...after])})`];
  const rows = (yield sql`${text === undefined ? sql`` : sql`WITH ${text}`}
    SELECT ${sql.join(keys.map((key, place) => sql`${key} AS ${sql.ref(`k${place}`)}`))},
      count(*) AS count, sum(${summed}.is_amount_known) AS known, max(d.id) AS sample,
      ${sums(summed)}${ofLines ? sql`, max(g.gl_code) AS gl_code` : sql``}
    FROM ${from} WHERE ${allOf([...conditions, ...further])}
    GROUP BY ${sql.join(keys)} ORDER BY ${sql.join(keys)} LIMIT ${count}`.compile(database)) as readonly TotalRow[];
  const parties = groupBy.includes('COUNTERPARTY') ? yield* counterpartiesOf(database, rows) : undefined;
  return rows.map((row) => ({
    key: keys.map((_, place) => String(row[`k${place}`])),
    count: Number(row.count),
    ...toSums(row),
    unknownAmounts: Number(row.count) - Number(row.known),
    counterparty: parties?.get(Number(row.sample)) ?? null,
    glCode: row.gl_code ?? null,
  }));
}

/** The number of groups. */
export function* countGroups(database: Builder, request: Omit<TotalsRequest, 'after' | 'count'>): Steps<number> {
  if (request.query.companies.length === 0) return 0;
  const { text, from, conditions } = yield* selectGroups(database, request);
  const [row] = (yield sql`${text === undefined ? sql`` : sql`WITH ${text}`}
    SELECT count(*) AS count FROM (
      SELECT 1 AS one FROM ${from} WHERE ${allOf(conditions)} GROUP BY ${sql.join(keysOf(request.groupBy))}
    ) AS g`.compile(database)) as readonly { readonly count: number | string }[];
  return Number(row?.count ?? 0);
}

function keysOf(groupBy: readonly Grouping[]): readonly RawBuilder<string>[] {
  return [...ALWAYS, ...groupBy.map((one) => COLUMNS[one])];
}

function* selectGroups(database: Builder, { query, groupBy }: Pick<TotalsRequest, 'query' | 'groupBy'>) {
  const selection = yield* select(database, query);
  if (!groupBy.includes('GL_CODE')) return selection;
  return {
    ...selection,
    from: sql`${selection.from} CROSS JOIN document_gl_codes AS g`,
    conditions: [...selection.conditions, sql<SqlBool>`g.document_id = d.id`],
  };
}

function sums(table: RawBuilder<unknown>): RawBuilder<unknown> {
  const part = sql.lit(HIGH_PART);
  const ofAmounts = ['net', 'tax', 'gross'].map((name) => {
    const units = sql`${table}.${sql.ref(`${name}_units`)}`;
    return sql`CAST(coalesce(sum(${units} / ${part}), 0) AS text) AS ${sql.ref(`${name}_high`)},
      CAST(coalesce(sum(${units} % ${part}), 0) AS text) AS ${sql.ref(`${name}_low`)}`;
  });
  return sql`${sql.join(ofAmounts)}, string_agg(${table}.odd_amounts, ';') AS odd`;
}

function* counterpartiesOf(
  database: Builder,
  rows: readonly { readonly sample: number | string }[],
): Steps<ReadonlyMap<number, string | null>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ sample }) => Number(sample));
  const found = (yield sql`SELECT id, counterparty FROM document_texts WHERE id IN (${sql.join(ids)})`.compile(
    database,
  )) as readonly { readonly id: number; readonly counterparty: string | null }[];
  return new Map(found.map(({ id, counterparty }) => [id, counterparty]));
}
