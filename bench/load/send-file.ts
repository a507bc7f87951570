import { Readable } from 'node:stream';
import { Pool } from 'undici';

/** An HTTP request with a file, and the parts of its body before and after the file. */
export interface FileRequest {
  readonly url: string;
  readonly method: 'PUT' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface FileAnswer {
  readonly wallMs: number;
  readonly status: number;
  readonly text: string;
}

/** The size in which clients usually read a file from disk. Here it is in memory, so that no disk is measured. */
const PIECE_BYTES = 64 * 1_024;

/**
 * Sends a file over a keep-alive connection, piece by piece with backpressure. The same client is used for both ways,
 * so that only the ways differ.
 */
export class FileClient implements AsyncDisposable {
  readonly #pools = new Map<string, Pool>();

  async send({ url, method, headers, before, after }: FileRequest, file: Buffer): Promise<FileAnswer> {
    const { origin, pathname } = new URL(url);
    const length = before.length + file.length + after.length;
    const startedAt = performance.now();
    const { statusCode, body } = await this.#pool(origin).request({
      path: pathname,
      method,
      headers: { ...headers, 'content-length': String(length) },
      body: Readable.from(pieces([before, file, after])),
    });
    const text = await body.text();
    return { wallMs: performance.now() - startedAt, status: statusCode, text };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const pool of this.#pools.values()) await pool.destroy();
  }

  #pool(origin: string): Pool {
    const pool = this.#pools.get(origin) ?? new Pool(origin, { connections: 1, headersTimeout: 0, bodyTimeout: 0 });
    this.#pools.set(origin, pool);
    return pool;
  }
}

function* pieces(buffers: readonly Buffer[]): Generator<Buffer> {
  for (const buffer of buffers) {
    for (let at = 0; at < buffer.length; at += PIECE_BYTES) yield buffer.subarray(at, at + PIECE_BYTES);
  }
}
