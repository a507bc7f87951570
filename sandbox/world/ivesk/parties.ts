import type { IveskDocument, WireDocument } from '../../contract.ts';
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
    selleraddress: postalAddress(supplier),
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

/** The company is the seller, and one of its suppliers is the buyer. */
export function ownSale(profile: CompanyProfile, customer: Supplier): Parties {
  return {
    sellercode: profile.registrationCode,
    sellervat: profile.vatNumber,
    sellername: profile.name,
    sellernameascii: toAscii(profile.name),
    selleraddress: profile.address,
    sellercountry: profile.country.toLowerCase(),
    sellerisperson: false,
    sellerisfavorite: true,
    buyercode: customer.registrationCode,
    ...(customer.vatNumber === null ? {} : { buyervat: customer.vatNumber }),
    buyername: customer.name,
    buyernameascii: toAscii(customer.name),
    buyeraddress: postalAddress(customer),
    buyercountry: customer.country.toLowerCase(),
    buyerisperson: false,
    buyerisfavorite: false,
  };
}

/** Assigns each supplier one bank account: the one on its first document, of the known ones if it is there. */
export function createIbanBook(known: readonly WireDocument[]): (document: WireDocument) => WireDocument {
  const ibans = new Map<unknown, unknown>();
  const withIban = (document: WireDocument) => {
    const { sellercode, selleriban } = document;
    return selleriban === undefined ? document : { ...document, selleriban: ibans.getOrInsert(sellercode, selleriban) };
  };
  known.forEach(withIban);
  return withIban;
}

/** The address on one line. The postcode is before or after the city, as is usual in the country. */
function postalAddress({ country, address: { street, city, county, postcode } }: Supplier): string {
  if (!['AU', 'GB', 'US'].includes(country)) return `${street}, ${postcode} ${city}`;
  return `${street}, ${[city, county, postcode].filter((part) => part !== null).join(' ')}`;
}

function toAscii(name: string): string {
  return name
    .replace(/Ł/g, 'L')
    .replace(/ł/g, 'l')
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '');
}
