import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Builder, Steps } from '../statements.ts';
import { allOf, type Condition, filters, isSelective, range, select, textConditions } from './conditions.ts';
import type { DocumentPosition, DocumentQuery, DocumentSearch, OrderField } from './document-query.ts';
import { beyond, entry, ORDER_COLUMNS, positionColumns, sorting } from './positions.ts';

/** Documents that are compared with the conditions in the order of the list, before an index of the conditions is asked. */
const FIRST_WALK = 250;
const MAX_WALK = 8_000;
/** With fewer matches in the first walk, a longer one would not be worth it. */
const MIN_MATCHES = 4;

/** The filter of dates that an order by the same dates turns into a part of its index. */
const RANGES: Readonly<
  Partial<Record<OrderField, readonly ['issuedFrom', 'issuedTo'] | readonly ['dueFrom', 'dueTo']>>
> = {
  ISSUE_DATE: ['issuedFrom', 'issuedTo'],
  DUE_DATE: ['dueFrom', 'dueTo'],
};

/**
 * The places of the documents of a page, from `from` on. Many documents match: then the first documents of the order contain
 * enough of them. Few match: then they are found by an index of a condition, and sorted.
 */
export function* searchDocuments(database: Builder, search: DocumentSearch): Steps<readonly DocumentPosition[]> {
  const { query, count } = search;
  if (query.companies.length === 0) return [];
  const rest = conditionsBesides(database, search);
  if (rest.length === 0) return yield* readInOrder(database, search);
  if (!isSelective(query)) {
    const first = yield* walk(database, search, rest, FIRST_WALK);
    if (first.length >= count) return first;
    const needed = Math.ceil((2 * FIRST_WALK * count) / Math.max(first.length, 1));
    if (first.length >= MIN_MATCHES && needed <= MAX_WALK) {
      const second = yield* walk(database, search, rest, needed);
      if (second.length >= count) return second;
    }
  }
  return yield* findAll(database, search);
}

/** Conditions that the index of the order does not answer. */
function conditionsBesides(database: Builder, { query, orderBy }: DocumentSearch): readonly Condition[] {
  const [from, to] = RANGES[orderBy[0]?.field ?? 'FIRST_SEEN'] ?? [];
  const others: DocumentQuery = { ...query, ...(from && to && { [from]: undefined, [to]: undefined }) };
  return [...filters(others), ...textConditions(database, query.words ?? [])];
}

/** Parts of an order in which its index has the same order: documents with a value in the first column, and those without. */
type Part = 'WITH_VALUE' | 'WITHOUT';

/** The parts that a page can reach, in its direction. */
function partsOf({ orderBy, from, isBackward, query }: DocumentSearch): readonly Part[] {
  const [first] = orderBy;
  if (first === undefined || first.field === 'FIRST_SEEN') return ['WITH_VALUE'];
  const names = RANGES[first.field] ?? [];
  if (names.some((name) => query[name] !== undefined)) return ['WITH_VALUE'];
  const parts: readonly Part[] = isBackward ? ['WITHOUT', 'WITH_VALUE'] : ['WITH_VALUE', 'WITHOUT'];
  if (from === undefined) return parts;
  return parts.slice(parts.indexOf(from.values[0] === null ? 'WITHOUT' : 'WITH_VALUE'));
}

/** A page without conditions that the order's index does not answer. */
function* readInOrder(database: Builder, search: DocumentSearch): Steps<readonly DocumentPosition[]> {
  const found: DocumentPosition[] = [];
  for (const part of partsOf(search)) {
    const count = search.count - found.length;
    if (count > 0)
      found.push(
        ...(yield* positions(
          database,
          sql`SELECT * FROM (${inOrder(search, part, count)}) AS d ORDER BY ${sorting(search, 'PART', 'POSITION')} LIMIT ${count}`,
          search,
        )),
      );
  }
  return found;
}

/** The matches among the first documents in the order. */
function* walk(
  database: Builder,
  search: DocumentSearch,
  rest: readonly Condition[],
  length: number,
): Steps<readonly DocumentPosition[]> {
  const [part = 'WITH_VALUE'] = partsOf(search);
  const walked = sql`SELECT id FROM (${inOrder(search, part, length)}) AS d ORDER BY ${sorting(search, 'PART', 'POSITION')} LIMIT ${length}`;
  const hasText = (search.query.words ?? []).length > 0;
  // CROSS JOIN keeps SQLite from starting with another table.
  const texts = hasText ? sql`CROSS JOIN document_texts AS t` : sql``;
  const conditions = [sql<SqlBool>`d.id = w.id`, ...(hasText ? [sql<SqlBool>`t.id = d.id`] : []), ...rest];
  return yield* positions(
    database,
    sql`WITH w AS MATERIALIZED (${walked})
      SELECT ${positionColumns(search.orderBy)} FROM w CROSS JOIN documents AS d ${texts}
      WHERE ${allOf(conditions)} ORDER BY ${sorting(search, 'PART')} LIMIT ${search.count}`,
    search,
  );
}

/** The first documents of each company in a part of the order: each company's are a part of an index. */
function inOrder(search: DocumentSearch, part: Part, length: number): RawBuilder<unknown> {
  const { query, orderBy } = search;
  const [first] = orderBy;
  const [from, to] = RANGES[first?.field ?? 'FIRST_SEEN'] ?? [];
  const column = ORDER_COLUMNS[first?.field ?? 'FIRST_SEEN'];
  const ref = sql.ref(`d.${column}`);
  const conditions = [
    part === 'WITH_VALUE' ? sql<SqlBool>`${ref} IS NOT NULL` : sql<SqlBool>`${ref} IS NULL`,
    ...(part === 'WITH_VALUE' ? entry(search) : []),
    ...(from && to ? range(column, query[from], query[to]) : []),
    ...beyond(search),
  ];
  const ofCompany = query.companies.map(
    (company) => sql`SELECT * FROM (
      SELECT ${positionColumns(orderBy)} FROM documents AS d
      WHERE d.company = ${company} AND ${allOf(conditions)} ORDER BY ${sorting(search, 'PART')} LIMIT ${length}
    ) AS c`,
  );
  return union(ofCompany, search, length);
}

/** Parts of one UNION. A database limits them. */
const MAX_UNION = 50;

function union(parts: readonly RawBuilder<unknown>[], search: DocumentSearch, length: number): RawBuilder<unknown> {
  if (parts.length <= MAX_UNION) return sql.join(parts, sql` UNION ALL `);
  const groups = Array.from({ length: Math.ceil(parts.length / MAX_UNION) }, (_, group) => {
    const all = sql.join(parts.slice(group * MAX_UNION, (group + 1) * MAX_UNION), sql` UNION ALL `);
    return sql`SELECT * FROM (
      SELECT * FROM (${all}) AS d ORDER BY ${sorting(search, 'PART', 'POSITION')} LIMIT ${length}
    ) AS c`;
  });
  return union(groups, search, length);
}

/** All matches, sorted. */
function* findAll(database: Builder, search: DocumentSearch): Steps<readonly DocumentPosition[]> {
  const { text, from, conditions } = yield* select(database, search.query);
  return yield* positions(
    database,
    sql`WITH ${text === undefined ? sql`` : sql`${text}, `}
      found AS MATERIALIZED (
        SELECT ${positionColumns(search.orderBy)} FROM ${from} WHERE ${allOf([...conditions, ...beyond(search)])}
      )
      SELECT * FROM found AS d ORDER BY ${sorting(search, 'ALL', 'POSITION')} LIMIT ${search.count}`,
    search,
  );
}

function* positions(
  database: Builder,
  statement: RawBuilder<unknown>,
  { orderBy }: DocumentSearch,
): Steps<readonly DocumentPosition[]> {
  const rows = (yield statement.compile(database)) as readonly Readonly<Record<string, string | number | null>>[];
  return rows.map((row) => ({ id: Number(row['id']), values: orderBy.map((_, place) => row[`v${place}`] ?? null) }));
}

/** The number of documents of a query. */
export function* countDocuments(database: Builder, query: DocumentQuery): Steps<number> {
  if (query.companies.length === 0) return 0;
  const { text, from, conditions } = yield* select(database, query);
  const statement = sql`${text === undefined ? sql`` : sql`WITH ${text}`}
    SELECT count(*) AS count FROM ${from} WHERE ${allOf(conditions)}`;
  const [row] = (yield statement.compile(database)) as readonly { readonly count: number | string }[];
  return Number(row?.count ?? 0);
}
