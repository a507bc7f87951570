import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Call } from './call.ts';

/** A body as it is logged; undefined where the client went away while it sent it, and so waits for no answer. */
export async function readBody(
  request: IncomingMessage,
  keep: 'text' | 'digest',
): Promise<Pick<Call, 'body' | 'size' | 'sha256'> | undefined> {
  const chunks: Uint8Array[] = [];
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (keep === 'text') chunks.push(chunk);
      else hash.update(chunk);
    }
  } catch {
    return undefined;
  }
  const isKept = keep === 'text';
  return {
    body: isKept ? Buffer.concat(chunks).toString('utf8') : '',
    size,
    sha256: isKept ? undefined : hash.digest('hex'),
  };
}
