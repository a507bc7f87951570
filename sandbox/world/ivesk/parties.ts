import type { IveskDocument } from '../../contract.ts';
import { bankAccount } from '../bank.ts';
import type { CompanyProfile, Supplier } from '../company-profile.ts';
import type { Random } from '../random.ts';

/** Seller and buyer, as fields of a document. */
export type Parties = Partial<IveskDocument>;

export function purchase(random: Random, profile: CompanyProfile, supplier: Supplier): Parties {
  const { iban } = bankAccount(random, supplier);
  return {
    sellercode: supplier.registrationCode,
    ...(supplier.vatNumber === null ? {} : { sellervat: supplier.vatNumber }),
    sellername: supplier.name,
    sellernameascii: toAscii(supplier.name),
    selleraddress: supplier.address.join(', '),
    sellercountry: supplier.country.toLowerCase(),
    ...(typeof iban === 'string' ? { selleriban: iban } : {}),
    sellerisperson: false,
    sellerisfavorite: false,
    buyercode: profile.registrationCode,
    buyervat: profile.vatNumber,
    buyername: profile.name,
    buyernameascii: toAscii(profile.name),
    buyeraddress: profile.address,
    buyercountry: profile.country.toLowerCase(),
    buyerisperson: false,
    buyerisfavorite: true,
  };
}

/** The company itself is the seller, and one of its suppliers is the buyer. */
export function ownSale(profile: CompanyProfile, customer: Supplier): Parties {
  return {
    sellercode: profile.registrationCode,
    sellervat: profile.vatNumber,
    sellername: profile.name,
    sellernameascii: toAscii(profile.name),
    selleraddress: profile.address,
    sellercountry: profile.country.toLowerCase(),
    sellerisfavorite: true,
    buyercode: customer.registrationCode,
    buyername: customer.name,
    buyernameascii: toAscii(customer.name),
    buyeraddress: customer.address.join(', '),
    buyercountry: customer.country.toLowerCase(),
    buyerisfavorite: false,
  };
}

function toAscii(name: string): string {
  return name
    .replace(/Ł/g, 'L')
    .replace(/ł/g, 'l')
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '');
}
