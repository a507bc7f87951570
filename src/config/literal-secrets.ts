import { secretSettings } from '../backends/registry.ts';
import { pathText } from './config-error.ts';
import { parseYaml } from './parse-yaml.ts';
import { entriesOf, isRecord } from './raw-value.ts';

const SECRETS: ReadonlySet<string> = new Set(['token', 'redisUrl', ...secretSettings()]);

/**
 * Returns the paths of secrets that a configuration file contains literally, instead of naming a variable. A Redis URL with a
 * password is a secret, too.
 */
export function literalSecrets(text: string): readonly string[] {
  return find(parseYaml(text), []);
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
  if (typeof value !== 'string' || value === '' || value.includes('${')) return false;
  return key !== 'redisUrl' || /^rediss?:\/\/[^/@]*:[^/@]+@/i.test(value);
}
