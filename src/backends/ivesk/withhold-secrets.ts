import { rawJson } from '../raw-json.ts';

/** Stands for a value that was there. */
const WITHHELD = '';
const IS_BANK_DETAIL = /iban|bankaccount|accountnumber/i;

/**
 * A document's JSON text without what a store must not have: bank details, at whatever depth, and the URL that opens its
 * file are emptied, which says that they were there. Numbers keep their digits.
 */
export function withholdSecrets(document: string): string {
  return JSON.stringify(
    JSON.parse(document, (name, value: unknown, context?: { source?: string }) => {
      if (name === 'url' || IS_BANK_DETAIL.test(name)) return value === null ? null : WITHHELD;
      return typeof value === 'number' && context?.source !== undefined ? rawJson(context.source) : value;
    }),
  );
}
