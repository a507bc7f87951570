import type { IncomingMessage } from 'node:http';
import type { BusboyFileStream, BusboyInstance } from '@fastify/busboy';
import type { Config } from '../../config/config.ts';
import { amount } from '../../errors/amount.ts';
import { BadUserInput, type GatewayError } from '../../errors/catalogue.ts';
import { JoinedPieces } from '../http/reading/joined-pieces.ts';
import { readInTurn, readLater, stopReading } from '../http/reading/paced-reading.ts';
import { BodyCutOff, BodyTooLarge, BodyTooSlow } from '../http/reading/read-body.ts';
import { createParser } from './create-parser.ts';

export interface Part {
  /** Undefined if the sender left it out. The same holds for `fileName`. */
  readonly name: string | undefined;
  readonly fileName: string | undefined;
  /** The bytes as they arrive. A part must be read to its end before the next one is requested. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** In bytes: the operation, and a file beside it. */
type BodyLimits = Pick<Config['limits'], 'maxBodyBytes' | 'maxUploadBytes' | 'stallTimeoutMs'>;

/**
 * A body may take any time, but must bring this many bytes a second on average in each `stallTimeoutMs`: a body that
 * trickles would take the place of others. A slow line of 256 kbit/s brings eight times as much.
 */
const MIN_BYTES_PER_SECOND = 4_000;

const AS_IT_IS: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary']);

/**
 * The parts of a request's multipart body, in order. No more of them is in memory than the buffers of a stream.
 * Disposing of it before the end leaves the rest of the body unread.
 */
export class MultipartBody implements Disposable {
  readonly #request: IncomingMessage;
  readonly #limits: BodyLimits;
  readonly #parser: BusboyInstance;
  readonly #streams: BusboyFileStream[] = [];
  readonly #arrived: Part[] = [];
  /** Ends each `stallTimeoutMs`. */
  readonly #window: NodeJS.Timeout;
  readonly #pieces = new JoinedPieces((chunk) => this.#parse(chunk));
  /** Passes on pieces that wait for more. */
  #flushing: NodeJS.Immediate | undefined;
  /** True until the readers of the parts have taken what the parser holds. */
  #isFull = false;
  #bytes = 0;
  /** The number of bytes that must have arrived when the window ends. */
  #bytesDue: number;
  #isOver = false;
  #failure: GatewayError | undefined;
  #arrival = Promise.withResolvers<void>();

  /** Throws BadUserInput if the headers already rule the body out. */
  constructor(request: IncomingMessage, limits: BodyLimits) {
    if (Number(request.headers['content-length']) > maxBytes(limits)) throw tooLarge(limits);
    this.#request = request;
    this.#limits = limits;
    this.#parser = createParser(request.headers)
      .on('file', (name, stream, fileName, encoding) => this.#addPart(name, stream, fileName, encoding))
      .on('partsLimit', () =>
        this.#fail(new BadUserInput('The body has too many parts: only one file per request is allowed')),
      )
      .on('finish', () => {
        // 'finish' follows `end()`: the body has arrived to its full length, not only to its last boundary.
        this.#isOver = true;
        this.#notify();
      })
      .on('error', (cause) => this.#fail(new BadUserInput(NOT_WHOLE, { cause })));
    this.#bytesDue = minBytes(limits);
    this.#window = setTimeout(() => this.#checkSpeed(), limits.stallTimeoutMs);
    request.on('data', this.#onData).once('end', this.#onEnd).once('error', this.#onError);
    // Authentication may have taken a while: the caller may have disconnected already.
    if (request.destroyed) this.#onError(undefined);
  }

  /** Returns the next part, or undefined at the end of the body. Rejects with the fault of the body. */
  async nextPart(): Promise<Part | undefined> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      const part = this.#arrived.shift();
      if (part !== undefined) return part;
      if (this.#isOver) return undefined;
      await this.#arrival.promise;
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#window);
    clearImmediate(this.#flushing);
    this.#parser.off('drain', this.#onDrain);
    this.#request.off('data', this.#onData).off('end', this.#onEnd).off('error', this.#onError);
    // Without a listener, the stream would flow, and be read as fast as it arrives.
    stopReading(this.#request);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#bytes += chunk.length;
    if (this.#bytes > maxBytes(this.#limits)) {
      this.#fail(tooLarge(this.#limits));
      return;
    }
    this.#pieces.add(chunk);
    if (this.#pieces.isWaiting) this.#flushing ??= setImmediate(this.#flush);
    if (!this.#isFull) readInTurn(this.#request, chunk.length);
  };

  readonly #flush = (): void => {
    this.#flushing = undefined;
    this.#pieces.flush();
  };

  #parse(chunk: Buffer): void {
    if (this.#parser.write(chunk) || this.#isFull) return;
    this.#isFull = true;
    stopReading(this.#request);
    this.#parser.once('drain', this.#onDrain);
  }

  readonly #onDrain = (): void => {
    // The gateway itself paused reading, so no bytes are due in this window.
    this.#bytesDue = 0;
    this.#isFull = false;
    readLater(this.#request);
  };

  readonly #onEnd = (): void => {
    clearTimeout(this.#window);
    this.#pieces.flush();
    this.#parser.end();
  };

  readonly #onError = (cause: unknown): void => {
    this.#fail(new BodyCutOff('The connection closed before the end of the body', { cause }));
  };

  #addPart(name: string | undefined, stream: BusboyFileStream, fileName: string | undefined, encoding: string): void {
    // The reader of the part sees its error. Until there is a reader, an 'error' event without a listener would end the
    // process.
    stream.on('error', () => {});
    this.#streams.push(stream);
    this.#arrived.push({ name, fileName, bytes: this.#bytesOf(stream) });
    if (AS_IT_IS.has(encoding)) this.#notify();
    else this.#fail(new BadUserInput('Unsupported content-transfer-encoding of a part: send its bytes unencoded'));
  }

  /** The stream itself fails in the parser's words if the body ends inside the part. */
  async *#bytesOf(stream: BusboyFileStream): AsyncGenerator<Uint8Array, void, void> {
    try {
      yield* stream;
    } catch (cause) {
      throw this.#failure ?? new BadUserInput(NOT_WHOLE, { cause });
    }
  }

  #checkSpeed(): void {
    const isDue = this.#bytes < this.#bytesDue && !this.#request.isPaused();
    this.#bytesDue = this.#bytes + minBytes(this.#limits);
    this.#window.refresh();
    if (isDue) this.#fail(tooSlow(this.#limits));
  }

  #fail(failure: GatewayError): void {
    this.#failure ??= failure;
    // The parser ends a truncated part like a complete one. Its reader must see the failure first.
    for (const stream of this.#streams) stream.destroy(this.#failure);
    this.#notify();
  }

  #notify(): void {
    this.#arrival.resolve();
    this.#arrival = Promise.withResolvers();
  }
}

const NOT_WHOLE = 'The body ends before its last boundary: send a complete multipart/form-data body';

function minBytes({ stallTimeoutMs }: BodyLimits): number {
  return Math.ceil((stallTimeoutMs / 1_000) * MIN_BYTES_PER_SECOND);
}

function tooSlow(limits: BodyLimits): BodyTooSlow {
  return new BodyTooSlow(
    `Less than ${amount(minBytes(limits))} bytes of the body arrived in ${limits.stallTimeoutMs / 1_000} s, which is \`limits.stallTimeoutMs\`: send it over a faster connection`,
    { limit: 'stallTimeoutMs' },
  );
}

function maxBytes({ maxBodyBytes, maxUploadBytes }: BodyLimits): number {
  return maxBodyBytes + maxUploadBytes;
}

function tooLarge({ maxBodyBytes, maxUploadBytes }: BodyLimits): BodyTooLarge {
  return new BodyTooLarge(
    `The file is larger than ${maxUploadBytes} bytes, or its \`operations\` and \`map\` are larger than ${maxBodyBytes} (\`limits.maxUploadBytes\`, \`limits.maxBodyBytes\`): upload a large file with requestUpload, which bypasses this gateway`,
    { limit: 'maxUploadBytes' },
  );
}
