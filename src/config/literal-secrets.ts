import { secretSettings } from '../backends/registry.ts';
import { isRecord } from '../domain/is-record.ts';
import { pathText } from './config-error.ts';
import { entriesOf } from './raw-value.ts';

/** With a password, they are secrets, too. */
const SERVER_URLS = ['redisUrl', 'databaseUrl'];

const SECRETS: ReadonlySet<string> = new Set(['token', ...SERVER_URLS, ...secretSettings()]);

/**
 * Returns the paths of secrets that a parsed configuration file contains literally, instead of naming a variable. The URL of a
 * server is a secret if it has a password.
 */
export function literalSecrets(parsed: unknown): readonly string[] {
  return find(parsed, []);
}

function find(value: unknown, path: readonly string[]): readonly string[] {
  // The file has been parsed and checked before, so it is not nested deeply and has no circular aliases.
  if (!isRecord(value)) return [];
  return entriesOf(value).flatMap(([key, item]) => {
    const at = [...path, key];
    return SECRETS.has(key) && isLiteral(key, item) ? [pathText(at)] : find(item, at);
  });
}

function isLiteral(key: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((one: unknown) => isLiteral(key, one));
  if (typeof value !== 'string' || value === '' || value.includes('${')) return false;
  return !SERVER_URLS.includes(key) || /^[a-z]+:\/\/[^/@]*:[^/@]+@/i.test(value);
}
