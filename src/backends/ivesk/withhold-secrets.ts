import { rawJson } from '../raw-json.ts';

/** Replaces a value that was present. */
const WITHHELD = '';
const IS_BANK_DETAIL = /iban|bankaccount|accountnumber/i;

/**
 * A document's JSON text without the values that a store must not contain: bank details at any depth, and the URL of
 * the file. They become empty texts, which show that the document had them. Numbers keep their digits.
 */
export function withholdSecrets(document: string): string {
  return JSON.stringify(
    JSON.parse(document, (name, value: unknown, context?: { source?: string }) => {
      if (name === 'url' || IS_BANK_DETAIL.test(name)) return value === null ? null : WITHHELD;
      return typeof value === 'number' && context?.source !== undefined ? rawJson(context.source) : value;
    }),
  );
}
