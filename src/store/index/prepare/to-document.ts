import { createHash, hash } from 'node:crypto';
import { counterpartyOf } from '../../../domain/accounting/counterparty.ts';
import { dueDateOf } from '../../../domain/accounting/due-date.ts';
import { fullNumberOf } from '../../../domain/accounting/full-number.ts';
import { signedAmountsOf } from '../../../domain/accounting/signed-amounts.ts';
import type { Invoice } from '../../../domain/invoice.ts';
import { foldedWords, foldText } from '../../../domain/values/folded-text.ts';
import { subjectText } from '../../subject.ts';
import type { DocumentColumns, DocumentTextRow } from '../index-tables.ts';
import { type GlCodeColumns, glCodesOf } from './gl-codes.ts';
import { sortableAmount, toAmountColumns } from './stored-amounts.ts';
import { contentSteps } from './stored-content.ts';

/** A document in the form in which it is stored. */
export interface PreparedDocument {
  readonly columns: DocumentColumns;
  readonly texts: Omit<DocumentTextRow, 'id'>;
  readonly glCodes: readonly GlCodeColumns[];
}

/** An entry of an index has a limited size. Values that differ only after it are equal for the index. */
const MAX_KEY = 200;
/** Longer than the words of any real document. */
const MAX_SEARCH_TEXT = 200_000;

/** Computes everything that is stored of a document at once. */
export function toDocument(invoice: Invoice): PreparedDocument {
  const steps = documentSteps(invoice);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * The steps to everything that is stored of a document, so that the database only has to store it. A document with thousands of lines
 * takes more than 100 ms: other work can run between the steps.
 */
export function* documentSteps(invoice: Invoice): Generator<undefined, PreparedDocument, undefined> {
  const { ref, kind, direction, revision, issueDate, currency, grossAmount } = invoice;
  const signed = signedAmountsOf(invoice);
  const counterparty = counterpartyOf(invoice);
  const amounts = { net: signed.signedNetAmount, tax: signed.signedTaxAmount, gross: signed.signedGrossAmount };
  const party = counterparty && { ...counterparty, key: undefined };
  const texts = {
    search_text: yield* searchTextSteps(invoice),
    counterparty: party && JSON.stringify(party),
    content: yield* contentSteps(invoice),
  };
  yield;
  const glCodes = glCodesOf(invoice);
  yield;
  const columns = {
    ...{ company: ref.company, source: ref.source, subject: subjectText(ref.key) },
    ...{ kind, direction, revision, issue_date: issueDate, due_date: dueDateOf(invoice).date, currency },
    ...toAmountColumns(amounts),
    is_amount_known: Object.values(amounts).includes(null) ? 0 : 1,
    gross_order: amounts.gross && sortableAmount(amounts.gross),
    gross_size: grossAmount && sortableAmount(grossAmount.replace('-', '')),
    number_key: numberKey(invoice.number),
    full_number_key: numberKey(fullNumberOf(invoice)),
    counterparty_key: counterparty?.key ?? null,
    counterparty_order: keyOf(foldText(counterparty?.name ?? '')),
    counterparty_text: keyOf(wordsOf([counterparty?.name, counterparty?.taxNumber, counterparty?.code])),
    purchase_order_key: numberKey(invoice.purchaseOrderNumber),
    duplicate_key: duplicateKeyOf(invoice),
  };
  return { columns: { ...columns, digest: digestOf({ columns, texts, glCodes }) }, texts, glCodes };
}

/** Equal for documents of which the same is stored. */
function digestOf({
  columns,
  texts,
  glCodes,
}: {
  readonly texts: PreparedDocument['texts'];
  readonly [part: string]: object;
}): string {
  const { content, ...others } = texts;
  const digest = createHash('sha256')
    .update(JSON.stringify([columns, others, glCodes]))
    .update(content);
  return digest.digest('base64url').slice(0, 22);
}

/** A number as it is compared: without regard to letter case and spaces. Null if it says nothing. */
export function numberKey(number: string | null | undefined): string | null {
  return keyOf(foldText(number ?? '').replaceAll(' ', ''));
}

/**
 * Equal for documents of a company that may be the same: they have the same counterparty, number and gross amount. Null if one of
 * the three is not known.
 */
export function duplicateKeyOf(invoice: Invoice): string | null {
  const { signedGrossAmount } = signedAmountsOf(invoice);
  const parts = [counterpartyOf(invoice)?.key, numberKey(fullNumberOf(invoice))];
  if (signedGrossAmount === null || !parts.every(Boolean)) return null;
  return hash('sha256', JSON.stringify([...parts, sortableAmount(signedGrossAmount)]), 'base64url').slice(0, 22);
}

/** The words of a document, each once: a word of a search is a part of one of them. */
function* searchTextSteps(invoice: Invoice): Generator<undefined, string, undefined> {
  const { supplier, customer } = invoice;
  const full = fullNumberOf(invoice);
  const texts = [
    ...[invoice.number, full, numberKey(full), invoice.purchaseOrderNumber],
    ...[supplier?.name, supplier?.nameAscii, supplier?.taxNumber],
    ...[customer?.name, customer?.nameAscii, customer?.taxNumber],
    ...[invoice.file?.name, invoice.uploadReference],
  ];
  const words = new Set(texts.flatMap((text) => foldedWords(text ?? '')));
  for (const { description } of invoice.lineItems) {
    for (const word of foldedWords(description ?? '')) words.add(word);
    yield;
  }
  return [...words].join(' ').slice(0, MAX_SEARCH_TEXT);
}

function wordsOf(texts: readonly (string | null | undefined)[]): string {
  return foldedWords(texts.filter(Boolean).join(' ')).join(' ');
}

function keyOf(text: string): string | null {
  return text === '' ? null : text.slice(0, MAX_KEY).toWellFormed();
}
