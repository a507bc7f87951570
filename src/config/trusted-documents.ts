import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { isRecord } from '../domain/is-record.ts';
import { ConfigError } from './config-error.ts';
import { says, section } from './schema/section.ts';
import { text } from './schema/value-schemas.ts';

export const TRUST_MODES = ['off', 'log', 'enforce'] as const;
export type TrustMode = (typeof TRUST_MODES)[number];

/** The documents that clients may send, by their ids. */
export interface TrustedDocumentsConfig {
  readonly mode: TrustMode;
  readonly documents: ReadonlyMap<string, string>;
}

export const trustedDocuments = section({
  manifest: text,
  mode: z.enum(TRUST_MODES, says(`must be one of ${TRUST_MODES.join(', ')}`)).default('log'),
});

const NONE: TrustedDocumentsConfig = { mode: 'off', documents: new Map() };
const MAX_BYTES = 50_000_000;

/** Reads the manifest that the configuration names. Throws ConfigError. */
export function readTrustedDocuments(given: z.output<typeof trustedDocuments> | undefined): TrustedDocumentsConfig {
  if (given === undefined || given.mode === 'off') return NONE;
  const { manifest, mode } = given;
  return { mode, documents: documentsIn(readJson(manifest), manifest) };
}

function readJson(path: string): unknown {
  try {
    if (statSync(path).size > MAX_BYTES) throw fault(path, `is larger than ${MAX_BYTES / 1_000_000} MB`);
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw fault(path, 'is not JSON');
    if (error instanceof Error && 'code' in error) throw fault(path, `cannot be read (${String(error.code)})`);
    throw error;
  }
}

/** Reads the forms of GraphQL Code Generator, `{ id: text }`, and of Apollo, `{ operations: [{ id, body }] }`. */
function documentsIn(manifest: unknown, path: string): ReadonlyMap<string, string> {
  const entries: readonly unknown[] = !isRecord(manifest)
    ? []
    : Array.isArray(manifest['operations'])
      ? manifest['operations'].map((one: unknown) => (isRecord(one) ? [one['id'], one['body']] : one))
      : Object.entries(manifest);
  if (entries.length === 0)
    throw fault(path, 'has no documents: it needs ids with texts, or the form of an Apollo manifest');
  if (!entries.every(isEntry)) throw fault(path, 'has an entry without an id or without a text');
  return new Map(entries);
}

function isEntry(entry: unknown): entry is readonly [string, string] {
  if (!Array.isArray(entry)) return false;
  const [id, body]: readonly unknown[] = entry;
  return typeof id === 'string' && id !== '' && typeof body === 'string' && body !== '';
}

function fault(path: string, what: string): ConfigError {
  return new ConfigError([`trustedDocuments.manifest: ${path} ${what}`]);
}
