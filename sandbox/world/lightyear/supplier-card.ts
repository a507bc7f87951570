import type { SupplierCard } from '../../contract.ts';
import { bankAccount } from '../bank.ts';
import type { Supplier } from '../company-profile.ts';
import type { Random } from '../random.ts';

type Terms = NonNullable<SupplierCard['terms']>;

/** The card in every invoice of a supplier. */
export function createSupplierCard(random: Random, supplier: Supplier): SupplierCard {
  const { street, city, county, postcode } = supplier.address;
  return {
    id: random.uuid(),
    sourceID: `supplier-${supplier.code.toLowerCase()}`,
    code: supplier.code,
    fullName: supplier.name,
    taxNumber: supplier.vatNumber,
    countryCode: supplier.country,
    currency: supplier.currency,
    bankAccount: bankAccount(random, supplier),
    address: { line1: street, line2: null, line3: city, line4: county, line5: postcode },
    terms: toTerms(supplier.termDays),
  };
}

/** Only terms that count days have them. Multiples of 15 days are counted from the end of the month. */
function toTerms(days: number): Terms {
  if (days === 0) return { termsType: 'DUE_ON_RECEIPT', termsDays: null };
  return { termsType: days % 15 === 0 ? 'FROM_END_OF_MONTH' : 'FROM_BILL_DATE', termsDays: days };
}
