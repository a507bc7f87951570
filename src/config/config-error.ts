/** A fault of the configuration. `text` describes it without the value, which may be a secret. */
export interface ConfigFault {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** All faults of the configuration. The message has one line for each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** `callers.web.token: is missing or empty`. */
export function faultLine({ path, text }: ConfigFault): string {
  return `${pathText(path)}: ${text}`;
}

/** `callers.web.scopes[1]`; the root is called `configuration`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'configuration' : path.map(segment).join('').replace(/^\./, '');
}

function segment(key: PropertyKey): string {
  return typeof key === 'number' ? `[${key}]` : `.${printable(String(key))}`;
}

/**
 * Prints the leading letters, digits, - and _ of a key. A flow mapping without a space after the colon, `{apiKey:abc}`, has the key
 * "apiKey:abc", which includes the secret.
 */
function printable(key: string): string {
  const start = /^[\w-]{0,64}/.exec(key)?.[0] ?? '';
  return start === key ? key : `${start}…`;
}
