import type { InvoiceDirection, InvoiceKind } from '../../domain/invoice.ts';
import { isGiven } from '../answers/shape.ts';
import type { ContractDeviations } from '../contract-deviations.ts';
import { bool, text } from '../wire.ts';
import type { WireDocument } from './wire.ts';

/**
 * The names of types of documents in Lithuanian and in English, as `plainWord` writes them. The contract knows `invoice` alone
 * and does not exclude others.
 */
const KINDS: ReadonlyMap<string, InvoiceKind> = new Map(
  Object.entries({
    INVOICE: ['invoice', 'saskaita', 'saskaita faktura', 'pvm saskaita faktura', 'vat invoice'],
    CREDIT_NOTE: [
      ...['credit note', 'credit invoice', 'credit memo', 'credit', 'kreditine', 'kreditine saskaita'],
      ...['kreditine saskaita faktura', 'kreditine pvm saskaita faktura'],
    ],
    DEBIT_NOTE: ['debit note', 'debit invoice', 'debetine saskaita', 'debetine saskaita faktura'],
    RECEIPT: ['receipt', 'cash receipt', 'kvitas', 'cekis', 'kasos cekis', 'kasos kvitas'],
  } as const).flatMap(([kind, words]) => words.map((word) => [word, kind as InvoiceKind] as const)),
);

/** The contract has `pirkimas` and `pardavimas`; published clients of Įvesk write the plurals. */
const DIRECTIONS: ReadonlyMap<string, InvoiceDirection> = new Map(
  Object.entries({
    PURCHASE: ['pirkimas', 'pirkimai', 'purchase', 'purchases'],
    SALE: ['pardavimas', 'pardavimai', 'sale', 'sales'],
  } as const).flatMap(([direction, words]) => words.map((word) => [word, direction as InvoiceDirection] as const)),
);

/** A document without a type is an invoice: that is the type that Įvesk digitizes. */
export function kindOf(doctype: unknown, deviations: ContractDeviations): InvoiceKind {
  if (doctype === undefined || doctype === null) return 'INVOICE';
  const kind = KINDS.get(plainWord(doctype));
  if (kind === undefined) deviations.unknownValue('Document.doctype', doctype);
  return kind ?? 'OTHER';
}

/**
 * By the type of the operation. Without one, by the party that is one of the account's own companies, if just one of them is. A
 * type of operation that is not known leaves the direction open: a gift is not a purchase because we received it. So does a type or
 * a flag that cannot be understood.
 */
export function directionOf(
  { optype, sellerisfavorite, buyerisfavorite }: WireDocument,
  deviations: ContractDeviations,
): InvoiceDirection {
  if (isGiven(optype) && text(optype) === null) return 'UNKNOWN';
  const word = plainWord(optype);
  if (word !== '') {
    const direction = DIRECTIONS.get(word);
    if (direction === undefined) deviations.unknownValue('Document.optype', optype);
    return direction ?? 'UNKNOWN';
  }
  const [isOwnSale, isOwnPurchase] = [flag(sellerisfavorite), flag(buyerisfavorite)];
  if (isOwnSale === null || isOwnPurchase === null || isOwnSale === isOwnPurchase) return 'UNKNOWN';
  return isOwnSale ? 'SALE' : 'PURCHASE';
}

/** An absent flag is false. Null for a flag that cannot be understood. */
function flag(value: unknown): boolean | null {
  return isGiven(value) ? bool(value) : false;
}

/** In lower case, without accents and with single spaces: "PVM  sąskaita-faktūra" is "pvm saskaita faktura". */
function plainWord(value: unknown): string {
  return (text(value) ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase();
}
