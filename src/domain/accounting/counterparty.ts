import type { Address, Invoice } from '../invoice.ts';

/** The other party of a document, whichever side it is on. */
export interface Counterparty {
  readonly name: string | null;
  readonly taxNumber: string | null;
  readonly code: string | null;
  readonly address: Address | null;
  /** Equal for the same party in every source of a company. */
  readonly key: string;
}

type Party = Omit<Counterparty, 'key'> & { readonly countryCode?: string | null };

/** Shorter values in a tax number's place are a dash, a zero or a note. */
const MIN_TAX_NUMBER = 5;
/** A key fits into an index. Names of that length that differ only after it are not seen. */
const MAX_KEY = 200;
/** Letters that Unicode does not take apart into a plain letter and a mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe' };

/** The supplier of a purchase, the customer of a sale. Null if the direction is unknown or the document does not name it. */
export function counterpartyOf({
  direction,
  supplier,
  customer,
  ref,
}: Pick<Invoice, 'direction' | 'supplier' | 'customer' | 'ref'>): Counterparty | null {
  const party: Party | null = direction === 'PURCHASE' ? supplier : direction === 'SALE' ? customer : null;
  if (party === null) return null;
  const { name, taxNumber, code, address } = party;
  const key = partyKey(party) ?? `document:${[ref.source, ...ref.key].join(' ')}`;
  return { name, taxNumber, code, address, key: key.slice(0, MAX_KEY) };
}

/** By tax number, else by name, else by the code that the source has for it. */
function partyKey(party: Party): string | undefined {
  const { name, code } = party;
  const taxNumber = normalizedTaxNumber(party);
  if (taxNumber !== undefined) return `tax:${taxNumber}`;
  const words = normalizedName(name ?? '');
  if (words !== '') return `name:${words}`;
  return code?.trim() ? `code:${code.trim()}` : undefined;
}

/** Letters and digits only, with the country in front: "100 001 738 313" of Lithuania is "LT100001738313". */
function normalizedTaxNumber({ taxNumber, countryCode, address }: Party): string | undefined {
  const characters = (taxNumber ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (characters.length < MIN_TAX_NUMBER || !/[1-9]/.test(characters)) return undefined;
  if (/^[A-Z]{2}/.test(characters)) return characters;
  const country = countryCode ?? address?.countryCode ?? '';
  // In VAT numbers, Greece has a code of its own.
  return `${country === 'GR' ? 'EL' : country}${characters}`;
}

/**
 * The words of a name in lower case without accents, quotes and punctuation, in alphabetical order: "UAB „Žuvis“" and
 * "Žuvis, UAB" are one party.
 */
function normalizedName(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/[łøđæœ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);
  // Dots belong to abbreviations: "Ltd." is "Ltd", and "A.B." is "AB".
  const words = letters.replace(/[.'’]/g, '').match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...words].sort().join(' ');
}
