import { isRecord } from '../../domain/is-record.ts';
import { pathText } from '../config-error.ts';
import { entriesOf } from '../reading/raw-value.ts';

/** With a password, they are secrets, too. */
const SERVER_URLS = ['redisUrl', 'databaseUrl'];

/**
 * Returns the paths of secrets that a parsed configuration file contains literally, instead of naming a variable or a file. The URL of
 * a server is a secret if it has a password. `names` are the keys of all other secrets.
 */
export function literalSecrets(parsed: unknown, names: readonly string[]): readonly string[] {
  return find(parsed, [], new Set([...names, ...SERVER_URLS]));
}

function find(value: unknown, path: readonly string[], secrets: ReadonlySet<string>): readonly string[] {
  // References were replaced in it before, so it is not nested deeply and has no circular aliases.
  if (!isRecord(value)) return [];
  return entriesOf(value).flatMap(([key, item]) => {
    const at = [...path, key];
    return secrets.has(key) && isLiteral(key, item) ? [pathText(at)] : find(item, at, secrets);
  });
}

function isLiteral(key: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((one: unknown) => isLiteral(key, one));
  if (typeof value !== 'string' || value === '' || value.includes('${')) return false;
  return !SERVER_URLS.includes(key) || /^[a-z]+:\/\/[^/@]*:[^/@]+@/i.test(value);
}
