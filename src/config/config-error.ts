/** One thing that is wrong with the configuration. `text` says what, never the value: it may be a secret. */
export interface ConfigFault {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** Everything that is wrong with the configuration: the message has one line for each fault. */
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
 * Of a key only its leading letters, digits, - and _ are printed: in a flow mapping `{apiKey:abc}` without a space after
 * the colon is the key "apiKey:abc", secret included.
 */
function printable(key: string): string {
  const start = /^[\w-]{0,64}/.exec(key)?.[0] ?? '';
  return start === key ? key : `${start}…`;
}
