import { isSecretField } from '../../domain/secrets.ts';
import { rawJson } from '../json/raw-json.ts';

/** Replaces a value that was present. */
const WITHHELD = '';

/**
 * Prepares a document's JSON text for the event store: empties its secret fields at any depth, and the URL that opens its
 * file. Numbers keep their digits.
 */
export function withholdSecrets(document: string): string {
  return JSON.stringify(
    JSON.parse(document, (name, value: unknown, context?: { source?: string }) => {
      if (name === 'url' || isSecretField(name)) return value === null ? null : WITHHELD;
      return typeof value === 'number' && context?.source !== undefined ? rawJson(context.source) : value;
    }),
  );
}
