import { counterpartyOf } from '../../../src/domain/accounting/counterparty.ts';
import { dueDateOf } from '../../../src/domain/accounting/due-date.ts';
import { fullNumberOf } from '../../../src/domain/accounting/full-number.ts';
import { signedAmountsOf } from '../../../src/domain/accounting/signed-amounts.ts';
import type { Invoice } from '../../../src/domain/invoice.ts';
import { add, type Decimal, subtract } from '../../../src/domain/values/decimal.ts';
import { foldText } from '../../../src/domain/values/folded-text.ts';
import type { DocumentOrder } from '../../../src/store/index/document-query.ts';
import type { Grouping } from '../../../src/store/index/sum-documents.ts';

/** A document, and its place among all that were stored. */
export interface Held {
  readonly invoice: Invoice;
  readonly state: string;
  /** Companies in the order in which they got their first document, then documents in their order. */
  readonly place: readonly [number, number];
}

/** A filter in the words of the schema. */
export interface PlainFilter {
  readonly companies: readonly string[];
  readonly text?: string | undefined;
  readonly sources?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly directions?: readonly string[] | undefined;
  readonly states?: readonly string[] | undefined;
  readonly currencies?: readonly string[] | undefined;
  readonly issuedFrom?: string | undefined;
  readonly issuedTo?: string | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly grossFrom?: Decimal | undefined;
  readonly grossTo?: Decimal | undefined;
  readonly number?: string | undefined;
  readonly purchaseOrderNumber?: string | undefined;
  readonly counterparty?: string | undefined;
  readonly isPossibleDuplicate?: boolean | undefined;
}

function compact(text: string | null): string | null {
  const folded = foldText(text ?? '').replaceAll(' ', '');
  return folded === '' ? null : folded;
}

export function matches(held: Held, filter: PlainFilter, all: readonly Held[]): boolean {
  const { invoice, state } = held;
  const among = (values: readonly string[] | undefined, value: string | null) =>
    values === undefined || (value !== null && values.includes(value));
  const within = (value: string | null, from: string | undefined, to: string | undefined) =>
    (from === undefined && to === undefined) ||
    (value !== null && (from === undefined || value >= from) && (to === undefined || value <= to));
  const size = invoice.grossAmount?.replace('-', '') ?? null;
  return (
    filter.companies.includes(invoice.ref.company) &&
    among(filter.sources, invoice.ref.source) &&
    among(filter.kinds, invoice.kind) &&
    among(filter.directions, invoice.direction) &&
    among(filter.states, state) &&
    among(filter.currencies, invoice.currency) &&
    within(invoice.issueDate, filter.issuedFrom, filter.issuedTo) &&
    within(dueDateOf(invoice).date, filter.dueFrom, filter.dueTo) &&
    (filter.grossFrom === undefined || (size !== null && compareAmounts(size, filter.grossFrom) >= 0)) &&
    (filter.grossTo === undefined || (size !== null && compareAmounts(size, filter.grossTo) <= 0)) &&
    (filter.number === undefined ||
      (compact(filter.number) !== null &&
        [invoice.number, fullNumberOf(invoice)].map(compact).includes(compact(filter.number)))) &&
    (filter.purchaseOrderNumber === undefined ||
      compact(invoice.purchaseOrderNumber) === compact(filter.purchaseOrderNumber)) &&
    among(
      filter.counterparty === undefined ? undefined : [filter.counterparty],
      counterpartyOf(invoice)?.key ?? null,
    ) &&
    (filter.isPossibleDuplicate === undefined || filter.isPossibleDuplicate === duplicatesOf(held, all).length > 0) &&
    hasWords(invoice, filter.text ?? '')
  );
}

export function duplicatesOf({ invoice }: Held, all: readonly Held[]): readonly Held[] {
  const likenessOf = (one: Invoice) => {
    const parts = [
      counterpartyOf(one)?.key ?? null,
      compact(fullNumberOf(one)),
      signedAmountsOf(one).signedGrossAmount,
    ];
    return parts.includes(null) ? null : JSON.stringify([one.ref.company, ...parts]);
  };
  const likeness = likenessOf(invoice);
  return likeness === null ? [] : all.filter((one) => one.invoice !== invoice && likenessOf(one.invoice) === likeness);
}

function hasWords(invoice: Invoice, text: string): boolean {
  const { supplier, customer } = invoice;
  const searched = [
    ...[invoice.number, fullNumberOf(invoice), compact(fullNumberOf(invoice)), invoice.purchaseOrderNumber],
    ...[supplier?.name, supplier?.taxNumber, customer?.name, customer?.taxNumber],
    ...[invoice.file?.name, invoice.uploadReference, ...invoice.lineItems.map(({ description }) => description)],
  ].map((one) => foldText(one ?? ''));
  const wanted = foldText(text).split(' ').filter(Boolean);
  return wanted.every((word) => searched.some((one) => one.includes(word)));
}

export function sorted(held: readonly Held[], orderBy: readonly DocumentOrder[]): readonly Held[] {
  const last = orderBy.at(-1)?.direction;
  return [...held].sort((a, b) => {
    for (const { field, direction } of orderBy) {
      const [one, other] = [orderValueOf(a.invoice, field), orderValueOf(b.invoice, field)];
      if (one === null || other === null) {
        if (one !== other) return one === null ? 1 : -1;
        continue;
      }
      const order = field === 'GROSS_AMOUNT' ? compareAmounts(one, other) : compareTexts(one, other);
      if (order !== 0) return direction === 'ASC' ? order : -order;
    }
    const order = a.place[0] - b.place[0] || a.place[1] - b.place[1];
    return last === 'DESC' ? -order : order;
  });
}

function orderValueOf(invoice: Invoice, field: DocumentOrder['field']): string | null {
  switch (field) {
    case 'ISSUE_DATE':
      return invoice.issueDate;
    case 'DUE_DATE':
      return dueDateOf(invoice).date;
    case 'GROSS_AMOUNT':
      return signedAmountsOf(invoice).signedGrossAmount;
    case 'NUMBER':
      return compact(fullNumberOf(invoice));
    case 'COUNTERPARTY':
      return foldText(counterpartyOf(invoice)?.name ?? '') || null;
    case 'FIRST_SEEN':
      return '';
  }
}

function compareTexts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function compareAmounts(a: Decimal, b: Decimal): number {
  const difference = subtract(a, b);
  return difference === '0' ? 0 : difference.startsWith('-') ? -1 : 1;
}

/** Groups with their sums, by a name of the group. */
export function totals(held: readonly Held[], groupBy: readonly Grouping[]) {
  const parts = held.flatMap((one) =>
    groupBy.includes('GL_CODE')
      ? linesOf(one.invoice).map((line) => ({ ...one, ...line }))
      : [{ ...one, gl: '', ...wholeOf(one.invoice) }],
  );
  const groups = Map.groupBy(parts, ({ invoice, state, gl }) =>
    JSON.stringify([
      ...[invoice.ref.company, invoice.direction, invoice.currency ?? ''],
      ...groupBy.map(
        (one) =>
          ({
            COUNTERPARTY: counterpartyOf(invoice)?.key ?? '',
            MONTH: invoice.issueDate?.slice(0, 7) ?? '',
            KIND: invoice.kind,
            SOURCE: invoice.ref.source,
            STATE: state,
            GL_CODE: gl,
          })[one],
      ),
    ]),
  );
  return new Map(
    [...groups].map(([name, group]) => {
      const total = (field: 'net' | 'tax' | 'gross') => group.reduce((all, one) => add(all, one[field] ?? '0'), '0');
      const documents = Map.groupBy(group, ({ invoice }) => invoice);
      const unknown = [...documents.values()].filter((some) =>
        some.some(({ net, tax, gross }) => [net, tax, gross].includes(null)),
      );
      return [
        name,
        { count: documents.size, net: total('net'), tax: total('tax'), gross: total('gross'), unknown: unknown.length },
      ];
    }),
  );
}

function wholeOf(invoice: Invoice) {
  const { signedNetAmount: net, signedTaxAmount: tax, signedGrossAmount: gross } = signedAmountsOf(invoice);
  return { net, tax, gross };
}

function linesOf(invoice: Invoice) {
  const lines = invoice.lineItems.length === 0 ? [invoice] : invoice.lineItems;
  const written = invoice.grossAmount ?? addAll(lines.map(({ grossAmount }) => grossAmount));
  const signed = (amount: Decimal | null, gross: Decimal | null) => {
    if (amount === null || gross === null) return null;
    if (invoice.kind !== 'CREDIT_NOTE') return amount;
    if (written === null) return null;
    return compareAmounts(written, '0') > 0 ? subtract('0', amount) : amount;
  };
  return lines.map(({ glCode, netAmount, taxAmount, grossAmount }) => ({
    gl: (glCode ?? invoice.glCode)?.code ?? '',
    net: signed(netAmount, grossAmount),
    tax: signed(taxAmount, grossAmount),
    gross: signed(grossAmount, grossAmount),
  }));
}

function addAll(amounts: readonly (Decimal | null)[]): Decimal | null {
  return amounts.reduce<Decimal | null>((all, one) => (all === null || one === null ? null : add(all, one)), '0');
}
