import type { Source } from '../../src/domain/source.ts';
import { exact, minus, plain, plus } from './exact-decimal.ts';
import { NumberText, type SampleDocument, type SampleObject, type SampleValue } from './sample-documents.ts';

/** The part of a document that tests compare. Amounts are in the form of `plain`, or null if they cannot be known. */
export interface ExpectedInvoice {
  readonly kind: string;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly currency: string | null;
  readonly amounts: Amounts;
  readonly supplier: string | null;
  readonly customer: string | null;
  readonly lines: readonly ExpectedLine[];
}

export interface ExpectedLine {
  readonly description: string | null;
  readonly quantity: string | null;
  readonly unitPrice: string | null;
  readonly amounts: Amounts;
}

/** Net, tax and gross. */
export type Amounts = readonly [net: string | null, tax: string | null, gross: string | null];

type Value = SampleValue | undefined;

/** The document as it has to be served: the rules of the contracts, written down a second time. */
export function expectedInvoice(
  document: SampleDocument,
  currencies: Readonly<Record<string, string>>,
): ExpectedInvoice {
  return EXPECTED[document.source](document.wire, currencies[document.company] ?? null);
}

const EXPECTED: Readonly<Record<Source, (wire: SampleObject, currency: string | null) => ExpectedInvoice>> = {
  LIGHTYEAR: lightyear,
  IVESK: ivesk,
  V6: v6,
};

function lightyear(wire: SampleObject): ExpectedInvoice {
  const kinds: Readonly<Record<string, string>> = {
    Expense: 'EXPENSE',
    LineItems: 'INVOICE',
    LineItemsCrNote: 'CREDIT_NOTE',
    Receipt: 'RECEIPT',
    Service: 'INVOICE',
    ServiceCrNote: 'CREDIT_NOTE',
  };
  return {
    kind: kinds[words(wire['invoiceType']) ?? ''] ?? 'OTHER',
    number: words(wire['invoiceNumber']),
    issueDate: calendarDate(words(wire['invoiceDate'])?.slice(0, 10)),
    dueDate: dueByTerms(calendarDate(words(wire['invoiceDate'])?.slice(0, 10)), object(wire['supplierCard'])),
    currency: words(wire['currencyCode'])?.toUpperCase() ?? null,
    amounts: amounts(wire['subTotal'], wire['calculatedTax'], undefined),
    supplier: words(object(wire['supplierCard'])?.['fullName']),
    customer: null,
    lines: objects(wire['lineItems']).map((line) => ({
      description: words(line['description']),
      quantity: amount(line['quantity']),
      unitPrice: null,
      amounts: amounts(line['amountExclTax'], line['taxAmount'], line['amountInclTax']),
    })),
  };
}

function ivesk(wire: SampleObject): ExpectedInvoice {
  return {
    kind: (wire['doctype'] ?? 'invoice') === 'invoice' ? 'INVOICE' : 'OTHER',
    number: words(wire['docnum']),
    issueDate: calendarDate(words(wire['date'])),
    dueDate: calendarDate(words(wire['duedate'])),
    currency: words(wire['currency'])?.toUpperCase() ?? null,
    amounts: amounts(wire['subtotal'], wire['vat'], wire['total']),
    supplier: words(wire['sellername']),
    customer: words(wire['buyername']),
    lines: objects(wire['lines']).map((line) => ({
      description: words(line['name']),
      quantity: amount(line['quantity']),
      unitPrice: amount(line['price']),
      amounts: amounts(line['subtotal'], line['vat'], line['total']),
    })),
  };
}

function v6(wire: SampleObject, currency: string | null): ExpectedInvoice {
  const kinds: Readonly<Record<string, string>> = { I: 'INVOICE', C: 'CREDIT_NOTE', D: 'DEBIT_NOTE' };
  const flag = wire['grossEntry'];
  // Without knowing whether the amounts of the lines include tax, only the tax is known.
  const entered = (sum: Value | string, tax: Value | string) => {
    if (flag === true) return amounts(undefined, tax, sum);
    return flag === undefined || flag === false ? amounts(sum, tax, undefined) : amounts(undefined, tax, undefined);
  };
  const lines = objects(wire['lines']);
  const tax = amount(wire['taxAmount']) ?? total(lines, 'gstAmount');
  return {
    kind: kinds[words(wire['fileType']) ?? ''] ?? 'OTHER',
    number: words(wire['invoiceNo']),
    issueDate: dateInEitherOrder(wire['invoiceDate']),
    dueDate: dateInEitherOrder(wire['dueDate']),
    currency,
    amounts: entered(total(lines, 'amount') ?? undefined, tax ?? undefined),
    supplier: null,
    customer: words(wire['businessName']),
    lines: lines.map((line) => ({
      description: null,
      quantity: amount(line['quantity']),
      unitPrice: amount(line['price']),
      amounts: entered(line['amount'], line['gstAmount']),
    })),
  };
}

/** The terms that the sample suppliers have; other ones do not set a date. */
function dueByTerms(issued: string | null, supplier: SampleObject | undefined): string | null {
  const terms = object(supplier?.['terms']);
  const type = words(terms?.['termsType']);
  const days = Number(amount(terms?.['termsDays']) ?? Number.NaN);
  if (issued === null) return null;
  const date = new Date(`${issued}T00:00:00Z`);
  if (type === 'DUE_ON_RECEIPT') return issued;
  if (type === 'FROM_END_OF_MONTH') date.setUTCMonth(date.getUTCMonth() + 1, 0);
  else if (type !== 'FROM_BILL_DATE') return null;
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Two of the three make the third, unless that is given and cannot be read. */
function amounts(net: Value, tax: Value, gross: Value): Amounts {
  const [n, t, g] = [amount(net), amount(tax), amount(gross)];
  const sum = n !== null && t !== null ? plain(plus(exact(n), exact(t))) : null;
  const rest = (part: string | null) => (g !== null && part !== null ? plain(minus(exact(g), exact(part))) : null);
  return [isAbsent(net) ? rest(t) : n, isAbsent(tax) ? rest(n) : t, isAbsent(gross) ? sum : g];
}

function isAbsent(value: Value): boolean {
  return value === undefined || value === null || value === '';
}

/** Returns null if there are no lines, or if one of them does not say. */
function total(lines: readonly SampleObject[], field: string): string | null {
  const values = lines.map((line) => amount(line[field]));
  if (values.length === 0 || values.includes(null)) return null;
  return plain(values.reduce((sum, value) => plus(sum, exact(value ?? '0')), exact('0')));
}

function amount(value: Value): string | null {
  const text = value instanceof NumberText ? value.text : value;
  return typeof text === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? plain(exact(text)) : null;
}

function words(value: Value): string | null {
  if (value instanceof NumberText) return value.text;
  return typeof value === 'string' ? value : null;
}

function dateInEitherOrder(value: Value): string | null {
  const text = words(value) ?? '';
  const dayFirst = /^(\d\d)-(\d\d)-(\d{4})$/.exec(text);
  return calendarDate(dayFirst === null ? text : `${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}`);
}

/** Returns null for a day that does not exist: another day instead would be wrong. */
function calendarDate(text: string | null | undefined): string | null {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

function object(value: Value): SampleObject | undefined {
  const isObject =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText);
  return isObject ? (value as SampleObject) : undefined;
}

function objects(value: Value): readonly SampleObject[] {
  return Array.isArray(value)
    ? value.map((item: SampleValue) => object(item)).filter((item) => item !== undefined)
    : [];
}
