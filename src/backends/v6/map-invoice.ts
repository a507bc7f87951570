import { BLANK_CUSTOMER, blankLine } from '../../domain/blank-invoice.ts';
import type { InvoiceRef } from '../../domain/ids.ts';
import type { CreditReason, Customer, GlCode, Invoice, InvoiceKind, LineItem } from '../../domain/invoice.ts';
import { type Amounts, completeAmounts, sum } from '../../domain/values/amounts.ts';
import { isGiven } from '../answers/shape.ts';
import { knownOr } from '../contract-deviations.ts';
import { lazyInvoice } from '../lazy.ts';
import { bool, dateInEitherOrder, decimal, text, wireList, wireObject } from '../wire.ts';
import { fileTypeOf } from './key-parts.ts';
import type { V6Account } from './v6-account.ts';
import type { WireCreditReason, WireInvoice, WireLine } from './wire.ts';

export const FILE_TYPES: ReadonlySet<'I' | 'C' | 'D'> = new Set(['I', 'C', 'D']);
const KINDS: Readonly<Record<'I' | 'C' | 'D', InvoiceKind>> = { I: 'INVOICE', C: 'CREDIT_NOTE', D: 'DEBIT_NOTE' };

/** Maps V6's invoice. V6 does not name a currency: it is the account's. */
export function mapInvoice(
  wire: WireInvoice,
  ref: InvoiceRef,
  sourceId: string,
  { currency, deviations }: Pick<V6Account, 'currency' | 'deviations'>,
): Invoice {
  const fileType = knownOr(
    FILE_TYPES,
    fileTypeOf(wire.fileType) ?? wire.fileType,
    { field: 'Invoice.fileType', other: null, absent: null },
    deviations,
  );
  // V6 leaves out fields without data, so an absent field means false. Null if it cannot be understood.
  const includesTax = isGiven(wire.grossEntry) ? bool(wire.grossEntry) : false;
  const lines = wireList(wire.lines).flatMap((item) => wireObject<WireLine>(item) ?? []);
  return lazyInvoice(
    {
      ref,
      sourceId,
      kind: fileType === null ? 'OTHER' : KINDS[fileType],
      // The freight company's own invoices to its customers.
      direction: 'SALE',
      lineDetail: 'ORIGINAL',
      number: sourceId,
      issueDate: dateInEitherOrder(wire.invoiceDate),
      dueDate: dateInEitherOrder(wire.dueDate),
      currency,
      ...totals(wire, lines, includesTax),
      customer: mapCustomer(wire),
      creditReason: mapCreditReason(wire.creditReason),
      linesIncludeTax: bool(wire.grossEntry),
    },
    wire,
    () => lines.map((line, index) => mapLine(line, ref, index + 1, includesTax)),
  );
}

/**
 * The sum of the lines is gross if they were entered with tax, else net. The document's own tax gives the third amount.
 */
function totals(wire: WireInvoice, lines: readonly WireLine[], includesTax: boolean | null): Amounts {
  // A line that cannot be read has an amount that is not known.
  const isWhole = lines.length > 0 && lines.length === wireList(wire.lines).length;
  const total = isWhole ? sum(lines.map((line) => decimal(line.amount))) : null;
  const ofLines = isWhole ? sum(lines.map((line) => decimal(line.gstAmount))) : null;
  const tax = isGiven(wire.taxAmount) ? decimal(wire.taxAmount) : ofLines;
  return withTax(total, tax, includesTax);
}

/** An amount of which it is not known whether it includes tax is neither net nor gross. */
function withTax(amount: string | null, tax: string | null, includesTax: boolean | null): Amounts {
  if (includesTax === null) return completeAmounts({ tax });
  return completeAmounts(includesTax ? { tax, gross: amount } : { net: amount, tax });
}

function mapLine(wire: WireLine, document: InvoiceRef, position: number, includesTax: boolean | null): LineItem {
  return {
    ...blankLine(document, position),
    quantity: decimal(wire.quantity),
    unitPrice: decimal(wire.price),
    ...withTax(decimal(wire.amount), decimal(wire.gstAmount), includesTax),
    glCode: mapGlCode(wire.glCode),
    departmentCode: text(wire.departmentCode),
  };
}

function mapGlCode(value: unknown): GlCode | null {
  const code = text(value);
  return code === null
    ? null
    : {
        id: null,
        code,
        description: null,
        sourceId: null,
        type: null,
        isRounding: null,
        isHeader: null,
        isInUse: null,
      };
}

function mapCustomer(wire: WireInvoice): Customer | null {
  const name = text(wire.businessName);
  const code = text(wire.customerCode);
  const lines = [wire.address1, wire.city, wire.postcode].flatMap((line) => text(line) || []);
  if (name === null && code === null && lines.length === 0) return null;
  return {
    ...BLANK_CUSTOMER,
    code,
    name,
    address:
      lines.length === 0
        ? null
        : { lines, city: text(wire.city), county: null, postcode: text(wire.postcode), countryCode: null },
  };
}

function mapCreditReason(value: unknown): CreditReason | null {
  const wire = wireObject<WireCreditReason>(value);
  return wire === undefined ? null : { code: text(wire.creditReasonCode), description: text(wire.description) };
}
