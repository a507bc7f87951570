import { LineCounter, parseDocument } from 'yaml';
import { ConfigError } from './config-error.ts';

/**
 * YAML text to plain data. Throws ConfigError with a line for each fault and where it is. The parser's own messages are
 * not passed on, they may quote the text around a fault, and so a secret.
 */
export function parseYaml(text: string, fileName = 'configuration'): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  // A warning is a tag (an unquoted value that begins with !) or directive that would be ignored: not what was meant.
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
  if (code === 'DUPLICATE_KEY') return `the key ${/^[\w-]+/.exec(source)?.[0] ?? ''} stands here for the second time`;
  if (code === 'TAG_RESOLVE_FAILED') return 'an unknown tag; a value that begins with ! needs quotes';
  return `not valid YAML: ${code.toLowerCase().replaceAll('_', ' ')}`;
}
