import { isRecord } from '../../domain/is-record.ts';
import type { ConfigFault } from '../config-error.ts';
import { readSecretFile } from './read-secret-file.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

interface Substituted {
  /** The same data. A text whose variable or file is missing is undefined. */
  readonly value: unknown;
  readonly faults: readonly ConfigFault[];
}

/** `$${` (an escaped `${`), a reference, or an unclosed reference. */
const REFERENCE = /\$\$\{|\$\{([^}]*)\}|\$\{/g;
/** A default may contain a $, as regular expressions do, but not another reference. */
const NAME_AND_DEFAULT = /^([A-Za-z_]\w*)(?::-((?:(?!\$\{).)*))?$/s;
const FILE = /^file:(.+)$/s;
/** Deeper than any setting. Ends the walk through circular YAML aliases. */
const MAX_DEPTH = 8;

/**
 * Replaces `${NAME}`, `${NAME:-default}` and `${file:/path}` in parsed texts, so that the value of a variable or a file is never
 * parsed as YAML or as another reference. As in a shell, the default also replaces an empty variable.
 */
export function substituteVariables(input: unknown, env: Environment): Substituted {
  const faults: ConfigFault[] = [];

  const walk = (value: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof value === 'string') {
      const { result, problems } = complete(value, env);
      faults.push(...problems.map((text) => ({ path, text })));
      return problems.length === 0 ? result : undefined;
    }
    if (path.length >= MAX_DEPTH && typeof value === 'object' && value !== null) {
      faults.push({ path, text: 'is nested too deeply' });
      return undefined;
    }
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])] as const);
    // An own property here, but a later assignment would replace a prototype.
    if (Object.hasOwn(value, '__proto__'))
      faults.push({ path: [...path, '__proto__'], text: 'is not allowed as a key' });
    return Object.fromEntries(entries.filter(([key]) => key !== '__proto__'));
  };

  return { value: walk(input, []), faults };
}

function complete(text: string, env: Environment): { result: string; problems: readonly string[] } {
  const problems: string[] = [];
  const result = text.replace(REFERENCE, (match, inner: string | undefined) => {
    if (match === '$${') return '${';
    const path = FILE.exec(inner ?? '')?.[1];
    if (path !== undefined) {
      const file = readSecretFile(path);
      if ('text' in file) return file.text;
      problems.push(file.fault);
      return '';
    }
    const [, name, fallback] = NAME_AND_DEFAULT.exec(inner ?? '') ?? [];
    if (name === undefined) {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it shows the syntax of the file
      problems.push('contains a ${ that is not ${NAME}, ${NAME:-default} or ${file:/path}; write $${ for a literal ${');
      return '';
    }
    const found = Object.hasOwn(env, name) ? env[name] : undefined;
    if (fallback !== undefined) return found === undefined || found === '' ? fallback : found;
    if (found === undefined) problems.push(`the environment variable ${name} is not set`);
    return found ?? '';
  });
  return { result, problems };
}
