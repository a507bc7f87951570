import { secretSettings } from '../backends/registry.ts';
import { pathText } from './config-error.ts';
import { parseYaml } from './parse-yaml.ts';
import { entriesOf, isRecord } from './raw-value.ts';

const SECRETS: ReadonlySet<string> = new Set(['token', 'redisUrl', ...secretSettings()]);

/**
 * Where secrets stand in the text of a configuration file itself, instead of in variables that it names. A URL of Redis is
 * one with its password.
 */
export function literalSecrets(text: string): readonly string[] {
  return find(parseYaml(text), []);
}

function find(value: unknown, path: readonly string[]): readonly string[] {
  // The configuration has been read, so that what is deeper, and circles of aliases, are not there.
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
