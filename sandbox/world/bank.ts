import type { BankAccount } from '../contract.ts';
import type { Supplier } from './company-profile.ts';
import type { Random } from './random.ts';

/**
 * The number of digits after the check digits, and of the bank's letters before them. Suppliers in other countries do
 * not get an IBAN.
 */
const IBAN_FORMATS: Readonly<Record<string, { readonly letters: number; readonly digits: number }>> = {
  DE: { letters: 0, digits: 18 },
  EE: { letters: 0, digits: 16 },
  GB: { letters: 4, digits: 14 },
  LT: { letters: 0, digits: 16 },
  LV: { letters: 4, digits: 13 },
  PL: { letters: 0, digits: 24 },
};

/** A supplier's account, with valid IBAN check digits. */
export function bankAccount(random: Random, supplier: Supplier): BankAccount {
  const format = IBAN_FORMATS[supplier.country];
  if (format === undefined) {
    const account = { accountNumber: random.digits(9), sortCode: `${random.digits(3)}-${random.digits(3)}` };
    return { accountName: supplier.name, ...account, bic: supplier.bic, iban: null };
  }
  const digits = random.digits(format.digits);
  const iban = toIban(supplier.country, supplier.bic.slice(0, format.letters) + digits);
  const isBritish = supplier.country === 'GB';
  return {
    accountName: supplier.name,
    accountNumber: isBritish ? digits.slice(6) : null,
    sortCode: isBritish ? `${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}` : null,
    bic: supplier.bic,
    iban,
  };
}

/** ISO 7064: the number from the rearranged IBAN, with letters as digits, is 1 modulo 97. */
function toIban(country: string, account: string): string {
  const spelled = `${account}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  const check = 98 - Number(BigInt(spelled) % 97n);
  return country + String(check).padStart(2, '0') + account;
}
