import { MIMEType } from 'node:util';

const UTF_8 = 'utf-8';
/** The Encoding Standard reads US-ASCII as windows-1252, which has a character for nearly every byte. */
export const US_ASCII = 'us-ascii';
const ASCII_LABELS: ReadonlySet<string> = new Set([US_ASCII, 'ascii', 'ansi_x3.4-1968', 'iso646-us']);
/** The Content-Type of nearly all answers. */
const JSON_IN_UTF_8 = /^application\/json(?:; ?charset=utf-8)?$/i;

/**
 * The charset that a Content-Type declares, as TextDecoder names it, or US_ASCII; UTF-8 if it does not declare one, as JSON has to be.
 * Returns undefined if the charset is unknown.
 */
export function readCharset(contentType: string | readonly string[] | undefined): string | undefined {
  if (typeof contentType === 'string' && JSON_IN_UTF_8.test(contentType)) return UTF_8;
  const value = [contentType].flat().at(-1);
  if (value === undefined || !/charset/i.test(value)) return UTF_8;
  const label = parameterOf(value);
  if (!label) return UTF_8;
  if (ASCII_LABELS.has(label.toLowerCase())) return US_ASCII;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function parameterOf(contentType: string): string | undefined {
  try {
    return new MIMEType(contentType).params.get('charset')?.trim();
  } catch {
    // Some servers send only the parameter.
    return /(?:^|;)\s*charset\s*=\s*"?([^\s";]*)/i.exec(contentType)?.[1];
  }
}

/** A byte order mark takes precedence over the header (https://encoding.spec.whatwg.org/#bom-sniff). */
export function charsetOfMark(start: Uint8Array): string | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return UTF_8;
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : undefined;
}
