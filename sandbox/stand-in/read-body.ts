import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Call } from './call.ts';

/** A completely received body. */
export interface Body {
  readonly logged: Pick<Call, 'body' | 'size' | 'sha256'>;
  /** The bytes of a `digest` body, unless there are more than `KEPT_BYTES`. */
  readonly bytes: Uint8Array | undefined;
}

/** A larger file is not kept, only its size and hash, so that memory use stays constant. */
const KEPT_BYTES = 4 * 2 ** 20;

/** Waits before the next part is read, after `size` bytes. Faults use it. */
export type Pace = (size: number) => Promise<void>;

/** Reads a body to its end; undefined if the sender disconnected before, so that an answer is not needed. */
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
