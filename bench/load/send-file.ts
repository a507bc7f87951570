import { Readable } from 'node:stream';
import { Pool } from 'undici';

/** An HTTP request that carries a file, with what stands around the file in its body. */
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

/** As a client reads a file from disk; from memory, so that a client's disk is not what is measured. */
const PIECE_BYTES = 64 * 1_024;

/**
 * Sends a file over a connection that is kept alive, piece by piece as the other side takes them. One client for both
 * ways, so that what differs is the way.
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
