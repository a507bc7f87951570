import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** Longer than any secret. */
const MAX_BYTES = 65_536;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a file without the line break at its end, or the fault that keeps it from being read. */
export type SecretFile = { readonly text: string } | { readonly fault: string };

/**
 * Reads a secret that an orchestrator has put into a file, as Docker and Kubernetes do. The fault never has any of its content.
 */
export function readSecretFile(path: string): SecretFile {
  if (!isAbsolute(path)) return { fault: `names the file ${path}, whose path must be absolute` };
  let file: number | undefined;
  try {
    // A named pipe would block until somebody writes to it.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(file).isFile()) return { fault: `names ${path}, which is not a file` };
    const bytes = new Uint8Array(MAX_BYTES + 1);
    let count = 0;
    for (let read = -1; read !== 0 && count < bytes.length; count += read)
      read = readSync(file, bytes, count, bytes.length - count, null);
    if (count > MAX_BYTES) return { fault: `names the file ${path}, which is larger than 64 kB` };
    return decode(path, bytes.subarray(0, count));
  } catch (error) {
    return { fault: `names the file ${path}, which cannot be read (${codeOf(error)})` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Editors and `echo` end a file with a line break, which is not part of the secret. */
function decode(path: string, bytes: Uint8Array): SecretFile {
  try {
    return { text: utf8.decode(bytes).replace(/\r?\n$/, '') };
  } catch {
    return { fault: `names the file ${path}, which is not UTF-8 text` };
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
}
