import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { allOf, type Condition } from './conditions.ts';
import type { DocumentOrder, DocumentPosition, DocumentSearch, OrderField } from './document-query.ts';

export const ORDER_COLUMNS: Readonly<Record<OrderField, string>> = {
  ISSUE_DATE: 'issue_date',
  DUE_DATE: 'due_date',
  GROSS_AMOUNT: 'gross_order',
  NUMBER: 'full_number_key',
  COUNTERPARTY: 'counterparty_order',
  FIRST_SEEN: 'first_seen_at',
};

/** A column that documents are sorted by. Nulls come last, or first if the list is read backwards. */
interface Term {
  readonly ref: RawBuilder<unknown>;
  readonly isNullable: boolean;
  readonly isAscending: boolean;
  readonly value: string | number | null;
}

/** The columns of an order, and the id, which sorts documents that are otherwise equal in the direction of the last column. */
function termsOf(search: Pick<DocumentSearch, 'orderBy' | 'isBackward'>, position?: DocumentPosition): readonly Term[] {
  const { orderBy, isBackward } = search;
  const ascends = ({ direction }: DocumentOrder) => (direction === 'ASC') !== isBackward;
  const last = orderBy.at(-1);
  return [
    ...orderBy.map((order, place) => ({
      ref: sql.ref(`d.${ORDER_COLUMNS[order.field]}`),
      isNullable: order.field !== 'FIRST_SEEN',
      isAscending: ascends(order),
      value: position?.values[place] ?? null,
    })),
    {
      ref: sql.ref('d.id'),
      isNullable: false,
      isAscending: last === undefined ? !isBackward : ascends(last),
      value: position?.id ?? null,
    },
  ];
}

/** The columns of a position: a value for each field, and the id. */
export function positionColumns(orderBy: readonly DocumentOrder[]): RawBuilder<unknown> {
  const values = orderBy.map(
    ({ field }, place) => sql`${sql.ref(`d.${ORDER_COLUMNS[field]}`)} AS ${sql.ref(`v${place}`)}`,
  );
  return sql.join([sql`d.id AS id`, ...values]);
}

/**
 * The order over all documents, or over a part in which the first column has a value, or nowhere has one: there an index has the same
 * order. The columns are those of documents, or have the names of a position.
 */
export function sorting(
  search: Pick<DocumentSearch, 'orderBy' | 'isBackward'>,
  part: 'ALL' | 'PART',
  names: 'COLUMNS' | 'POSITION' = 'COLUMNS',
): RawBuilder<unknown> {
  const terms = termsOf(search).flatMap(({ ref, isNullable, isAscending }, place) => {
    const value = names === 'COLUMNS' || place === search.orderBy.length ? ref : sql.ref(`d.v${place}`);
    const nulls = sql`(${value} IS NULL) ${sql.raw(search.isBackward ? 'DESC' : 'ASC')}`;
    const sorted = sql`${value} ${sql.raw(isAscending ? 'ASC' : 'DESC')}`;
    return isNullable && (place > 0 || part === 'ALL') ? [nulls, sorted] : [sorted];
  });
  return sql.join(terms);
}

/** The documents beyond a position. */
export function beyond(search: DocumentSearch): readonly Condition[] {
  const { from, isBackward } = search;
  if (from === undefined) return [];
  const terms = termsOf(search, from);
  const cases = terms.flatMap((term, place) => {
    const further = isFurther(term, isBackward);
    return further === undefined ? [] : [allOf([...terms.slice(0, place).map(isSame), further])];
  });
  return [sql<SqlBool>`(${sql.join(cases, sql` OR `)})`];
}

/** Follows from `beyond` for documents with a value in the first column. Their index can be entered with it. */
export function entry(search: DocumentSearch): readonly Condition[] {
  const [first] = search.from === undefined ? [] : termsOf(search, search.from);
  return first === undefined || first.value === null ? [] : [notBefore(first)];
}

function notBefore({ ref, isAscending, value }: Term): Condition {
  return isAscending ? sql<SqlBool>`${ref} >= ${value}` : sql<SqlBool>`${ref} <= ${value}`;
}

function isSame({ ref, value }: Term): Condition {
  return value === null ? sql<SqlBool>`${ref} IS NULL` : sql<SqlBool>`${ref} = ${value}`;
}

/** Undefined if no value is further than this one. */
function isFurther({ ref, value, isAscending, isNullable }: Term, isBackward: boolean): Condition | undefined {
  if (value === null) return isBackward ? sql<SqlBool>`${ref} IS NOT NULL` : undefined;
  const further = isAscending ? sql<SqlBool>`${ref} > ${value}` : sql<SqlBool>`${ref} < ${value}`;
  return isNullable && !isBackward ? sql<SqlBool>`(${further} OR ${ref} IS NULL)` : further;
}
