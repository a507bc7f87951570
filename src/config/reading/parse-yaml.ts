import { LineCounter, parseDocument } from 'yaml';
import { ConfigError } from '../config-error.ts';

/**
 * Parses YAML into plain data. Throws ConfigError with line and column of each fault. It does not pass on the parser's own
 * messages, because they quote the text around a fault, which may be a secret.
 */
export function parseYaml(text: string, fileName = 'configuration'): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  // The parser would ignore a tag (an unquoted value that begins with !) or directive with a warning; it is a mistake.
  const faults = [...document.errors, ...document.warnings].map(({ code, pos: [offset] }) => {
    const { line, col } = lines.linePos(offset);
    return `${fileName}:${line}:${col}: ${faultText(code, text.slice(offset))}`;
  });
  if (faults.length > 0) throw new ConfigError(faults);
  try {
    return document.toJS();
  } catch {
    throw new ConfigError([
      `${fileName}: an alias (*name) has no anchor (&name) before it, or there are too many; a value that begins with * needs quotes`,
    ]);
  }
}

function faultText(code: string, source: string): string {
  if (code === 'DUPLICATE_KEY') return `the key ${/^[\w-]+/.exec(source)?.[0] ?? ''} is repeated`;
  if (code === 'TAG_RESOLVE_FAILED') return 'an unknown tag; a value that begins with ! needs quotes';
  return `not valid YAML: ${code.toLowerCase().replaceAll('_', ' ')}`;
}
