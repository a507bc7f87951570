import type { Invoice } from '../invoice.ts';
import { type Decimal, minusAbsolute } from '../values/decimal.ts';

/** Amounts that add up to a balance. */
export interface SignedAmounts {
  readonly signedNetAmount: Decimal | null;
  readonly signedTaxAmount: Decimal | null;
  readonly signedGrossAmount: Decimal | null;
}

const UNKNOWN: SignedAmounts = { signedNetAmount: null, signedTaxAmount: null, signedGrossAmount: null };

/**
 * The amounts of a document as they count in a sum. Sources write the amounts of a credit note with either sign, so a credit
 * note counts minus the absolute amount; all other documents count as they are given. All three are null without a gross
 * amount, so that sums over the same documents belong together.
 */
export function signedAmountsOf({
  kind,
  netAmount,
  taxAmount,
  grossAmount,
}: Pick<Invoice, 'kind' | 'netAmount' | 'taxAmount' | 'grossAmount'>): SignedAmounts {
  if (grossAmount === null) return UNKNOWN;
  const signed = kind === 'CREDIT_NOTE' ? minusAbsolute : asGiven;
  return {
    signedNetAmount: netAmount && signed(netAmount),
    signedTaxAmount: taxAmount && signed(taxAmount),
    signedGrossAmount: signed(grossAmount),
  };
}

function asGiven(amount: Decimal): Decimal {
  return amount;
}
