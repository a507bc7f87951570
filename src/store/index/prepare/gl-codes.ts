import type { GlCode, Invoice, LineItem } from '../../../domain/invoice.ts';
import { sum } from '../../../domain/values/amounts.ts';
import { type Decimal, minusAbsolute, subtract } from '../../../domain/values/decimal.ts';
import type { DocumentGlCodeRow } from '../index-tables.ts';
import { toAmountColumns } from './stored-amounts.ts';

/** The row of a document's GL code, before the document has an id. */
export type GlCodeColumns = Omit<DocumentGlCodeRow, 'document_id'>;

/** A line, or the whole of a document without lines. */
type Part = Pick<LineItem, 'glCode' | 'netAmount' | 'taxAmount' | 'grossAmount'>;

/** An entry of an index has a limited size. */
const MAX_KEY = 200;

/**
 * The lines of a document by GL code, with sums of their amounts as they count in a balance. A line without a code has the one of
 * its document.
 */
export function glCodesOf(invoice: Invoice): readonly GlCodeColumns[] {
  const parts: readonly Part[] = invoice.lineItems.length === 0 ? [invoice] : invoice.lineItems;
  const isNegated = isWrittenPositive(invoice, parts);
  const codeOf = ({ glCode }: Part) => glCode ?? invoice.glCode;
  return [...Map.groupBy(parts, (part) => keyOf(codeOf(part)))].map(([gl_key, lines]) => {
    const known = isNegated === undefined ? [] : lines.filter(({ grossAmount }) => grossAmount !== null);
    const total = (field: 'netAmount' | 'taxAmount' | 'grossAmount') => signedSum(known, field, isNegated === true);
    const code = lines.map(codeOf).find((one) => one !== null);
    return {
      gl_key,
      gl_code: gl_key === '' || !code ? null : JSON.stringify(code),
      ...toAmountColumns({ net: total('netAmount'), tax: total('taxAmount'), gross: total('grossAmount') }),
      is_amount_known: known.length === lines.length && known.every(isWhole) ? 1 : 0,
    };
  });
}

/**
 * True if the lines count with the opposite sign: those of a credit note whose total is written with a plus. Its lines can have
 * either sign, so each one alone does not tell. Undefined if that is not known.
 */
function isWrittenPositive(invoice: Invoice, parts: readonly Part[]): boolean | undefined {
  if (invoice.kind !== 'CREDIT_NOTE') return false;
  const total = invoice.grossAmount ?? sum(parts.map(({ grossAmount }) => grossAmount));
  return total === null ? undefined : minusAbsolute(total) !== total;
}

function signedSum(
  lines: readonly Part[],
  field: 'netAmount' | 'taxAmount' | 'grossAmount',
  isNegated: boolean,
): Decimal {
  const total = sum(lines.map((line) => line[field] ?? '0')) ?? '0';
  return isNegated ? subtract('0', total) : total;
}

function isWhole({ netAmount, taxAmount }: Part): boolean {
  return netAmount !== null && taxAmount !== null;
}

/** Empty for a document's lines without a code. */
function keyOf(glCode: GlCode | null): string {
  const key = glCode?.code?.trim() || glCode?.id || glCode?.description?.trim() || '';
  return key
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, MAX_KEY)
    .toWellFormed();
}
