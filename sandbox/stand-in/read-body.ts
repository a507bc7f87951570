import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Call } from './call.ts';

/** A body that came in whole. */
export interface Body {
  readonly logged: Pick<Call, 'body' | 'size' | 'sha256'>;
  /** Of a `digest`: the bytes, unless they are more than `KEPT_BYTES`. */
  readonly bytes: Uint8Array | undefined;
}

/** A file of some megabytes is kept whole; of a larger one size and hash, so that it passes in flat memory. */
const KEPT_BYTES = 4 * 2 ** 20;

/** Waits before the next part is read, after so many bytes; a fault does so. */
export type Pace = (size: number) => Promise<void>;

/** Reads a body to its end; undefined where it ended too early, as whoever sent it has gone and waits for no answer. */
export async function readBody(
  request: IncomingMessage,
  keep: 'text' | 'digest',
  pace: Pace | undefined,
): Promise<Body | undefined> {
  const chunks: Uint8Array[] = [];
  const hash = createHash('sha256');
  let size = 0;
  try {
    await pace?.(size);
    for await (const chunk of request) {
      size += chunk.length;
      hash.update(chunk);
      if (keep === 'text' || size <= KEPT_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      await pace?.(size);
    }
  } catch {
    return undefined;
  }
  if (keep === 'text') {
    return { logged: { body: Buffer.concat(chunks).toString('utf8'), size, sha256: undefined }, bytes: undefined };
  }
  const bytes = size <= KEPT_BYTES ? Buffer.concat(chunks) : undefined;
  return { logged: { body: '', size, sha256: hash.digest('hex') }, bytes };
}
