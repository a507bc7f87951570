import { blankSupplier } from '../../../domain/blank-invoice.ts';
import type { InvoiceRef } from '../../../domain/ids.ts';
import type { Address, BankAccount, SupplierCard, SupplierTerms, SupplierTermsType } from '../../../domain/invoice.ts';
import { type ContractDeviations, knownOr } from '../../contract-deviations.ts';
import { countryCode, currencyCode, int, text, wireObject } from '../../wire.ts';
import type { WireAddress, WireBankAccount, WireSupplierCard, WireTerms } from '../wire.ts';

export const TERMS: ReadonlySet<SupplierTermsType> = new Set([
  'DO_NOT_POPULATE',
  'DUE_ON_RECEIPT',
  'FROM_BILL_DATE',
  'FROM_END_OF_MONTH',
  'LAST_DAY_OF_MONTH',
  'LAST_WORKING_DAY_OF_MONTH',
  'USE_EXTRACTED_DUE_DATE',
]);

export function mapSupplier(value: unknown, document: InvoiceRef, deviations: ContractDeviations): SupplierCard | null {
  const wire = wireObject<WireSupplierCard>(value);
  if (wire === undefined) return null;
  const country = countryCode(wire.countryCode);
  return {
    ...blankSupplier(document),
    sourceId: text(wire.sourceID),
    cardId: text(wire.id),
    code: text(wire.code),
    name: text(wire.fullName),
    taxNumber: text(wire.taxNumber),
    countryCode: country,
    currency: currencyCode(wire.currency),
    bankAccount: mapBankAccount(wire.bankAccount),
    address: mapSupplierAddress(wire.address, country),
    terms: mapTerms(wire.terms, deviations),
  };
}

function mapBankAccount(value: unknown): BankAccount | null {
  const wire = wireObject<WireBankAccount>(value);
  if (wire === undefined) return null;
  return {
    accountName: text(wire.accountName),
    accountNumber: text(wire.accountNumber),
    sortCode: text(wire.sortCode),
    bic: text(wire.bic),
    iban: text(wire.iban),
  };
}

/** On a supplier card the third line is the city, the fourth the county, the fifth the postcode. */
function mapSupplierAddress(value: unknown, country: string | null): Address | null {
  const wire = wireObject<WireAddress>(value);
  if (wire === undefined) return null;
  return {
    lines: addressLines(wire),
    city: text(wire.line3),
    county: text(wire.line4),
    postcode: text(wire.line5),
    countryCode: country,
  };
}

/** An address whose lines have no fixed meaning. */
export function mapPlainAddress(value: unknown): Address | null {
  const wire = wireObject<WireAddress>(value);
  return wire === undefined
    ? null
    : { lines: addressLines(wire), city: null, county: null, postcode: null, countryCode: null };
}

function addressLines(wire: WireAddress): readonly string[] {
  return [wire.line1, wire.line2, wire.line3, wire.line4, wire.line5].flatMap((line) => text(line) || []);
}

function mapTerms(value: unknown, deviations: ContractDeviations): SupplierTerms | null {
  const wire = wireObject<WireTerms>(value);
  if (wire === undefined) return null;
  const type = knownOr(
    TERMS,
    wire.termsType,
    { field: 'SupplierCard.termsType', other: null, absent: null },
    deviations,
  );
  return type === null ? null : { type, days: int(wire.termsDays) };
}
