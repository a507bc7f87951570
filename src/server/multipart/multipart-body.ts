import type { IncomingMessage } from 'node:http';
import type { BusboyFileStream, BusboyInstance } from '@fastify/busboy';
import type { Config } from '../../config/config.ts';
import { amount } from '../../errors/amount.ts';
import { BadUserInput, type GatewayError } from '../../errors/catalogue.ts';
import { readInTurn, stopReading } from '../http/paced-reading.ts';
import { BodyCutOff, BodyTooLarge, BodyTooSlow } from '../http/read-body.ts';
import { createParser } from './create-parser.ts';

export interface Part {
  /** Undefined where the sender left it out, as with the name of the file. */
  readonly name: string | undefined;
  readonly fileName: string | undefined;
  /** As they come. A part has to be read to its end before the next one is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Bytes: of what is asked, and of a file beside it. */
type BodyLimits = Pick<Config['limits'], 'maxBodyBytes' | 'maxUploadBytes' | 'stallTimeoutMs'>;

/**
 * A body may take any time, but in each `stallTimeoutMs` it has to bring so much for every second of it: one that trickles
 * would keep the place of others. A slow line of 256 kbit/s brings eight times as much.
 */
const MIN_BYTES_PER_SECOND = 4_000;

const AS_IT_IS: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary']);

/**
 * The parts of a request's multipart body in their order, with no more of them in memory than the buffers of a stream.
 * Where it is disposed of before the end, what still comes is somebody else's to read.
 */
export class MultipartBody implements Disposable {
  readonly #request: IncomingMessage;
  readonly #limits: BodyLimits;
  readonly #parser: BusboyInstance;
  readonly #streams: BusboyFileStream[] = [];
  readonly #arrived: Part[] = [];
  /** Ends each `stallTimeoutMs`. */
  readonly #window: NodeJS.Timeout;
  #bytes = 0;
  /** How many must have come when the window ends. */
  #bytesDue: number;
  #isOver = false;
  #failure: GatewayError | undefined;
  #news = Promise.withResolvers<void>();

  /** Throws BadUserInput where the headers say already that the body cannot be taken. */
  constructor(request: IncomingMessage, limits: BodyLimits) {
    if (Number(request.headers['content-length']) > maxBytes(limits)) throw tooLarge(limits);
    this.#request = request;
    this.#limits = limits;
    this.#parser = createParser(request.headers)
      .on('file', (name, stream, fileName, encoding) => this.#addPart(name, stream, fileName, encoding))
      .on('partsLimit', () => this.#fail(new BadUserInput('The body has too many parts: send one file per request')))
      .on('finish', () => {
        // A stream's 'finish' follows its end(): not the last boundary counts, but that the whole length has come.
        this.#isOver = true;
        this.#tell();
      })
      .on('error', (cause) => this.#fail(new BadUserInput(NOT_WHOLE, { cause })));
    this.#bytesDue = minBytes(limits);
    this.#window = setTimeout(() => this.#giveUpTrickling(), limits.stallTimeoutMs);
    request.on('data', this.#onData).once('end', this.#onEnd).once('error', this.#onError);
    // The caller can be gone already: finding out who it is may have taken a while.
    if (request.destroyed) this.#onError(undefined);
  }

  /** The next part; undefined when the body has come to its end. Rejects with what is wrong with it. */
  async nextPart(): Promise<Part | undefined> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      const part = this.#arrived.shift();
      if (part !== undefined) return part;
      if (this.#isOver) return undefined;
      await this.#news.promise;
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#window);
    this.#parser.off('drain', this.#onDrain);
    this.#request.off('data', this.#onData).off('end', this.#onEnd).off('error', this.#onError);
    // Without a listener it would flow on, and be read as fast as it comes.
    stopReading(this.#request);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#bytes += chunk.length;
    if (this.#bytes > maxBytes(this.#limits)) {
      this.#fail(tooLarge(this.#limits));
    } else if (this.#parser.write(chunk)) {
      readInTurn(this.#request);
    } else {
      this.#request.pause();
      this.#parser.once('drain', this.#onDrain);
    }
  };

  readonly #onDrain = (): void => {
    // It was us who did not read on: nothing is due in this window.
    this.#bytesDue = 0;
    readInTurn(this.#request);
  };

  readonly #onEnd = (): void => {
    clearTimeout(this.#window);
    this.#parser.end();
  };

  readonly #onError = (cause: unknown): void => {
    this.#fail(new BodyCutOff('The body ended before its length', { cause }));
  };

  #addPart(name: string | undefined, stream: BusboyFileStream, fileName: string | undefined, encoding: string): void {
    // Whoever reads the part hears of its error; where nobody does yet, it would end the process.
    stream.on('error', () => {});
    this.#streams.push(stream);
    this.#arrived.push({ name, fileName, bytes: stream });
    if (AS_IT_IS.has(encoding)) this.#tell();
    else this.#fail(new BadUserInput('A part has a content-transfer-encoding: send its bytes as they are'));
  }

  #giveUpTrickling(): void {
    const isDue = this.#bytes < this.#bytesDue && !this.#request.isPaused();
    this.#bytesDue = this.#bytes + minBytes(this.#limits);
    this.#window.refresh();
    if (isDue) this.#fail(tooSlow(this.#limits));
  }

  #fail(failure: GatewayError): void {
    this.#failure ??= failure;
    // The parser ends a part that was cut off like one that is whole; its reader has to hear of the failure before that.
    for (const stream of this.#streams) stream.destroy(this.#failure);
    this.#tell();
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}

const NOT_WHOLE = 'The body does not end with its last boundary: send it whole, as multipart/form-data';

function minBytes({ stallTimeoutMs }: BodyLimits): number {
  return Math.ceil((stallTimeoutMs / 1_000) * MIN_BYTES_PER_SECOND);
}

function tooSlow(limits: BodyLimits): BodyTooSlow {
  return new BodyTooSlow(
    `Less than ${amount(minBytes(limits))} bytes of the body came in ${limits.stallTimeoutMs / 1_000} s, which is \`limits.stallTimeoutMs\`: send it over a faster connection`,
    { limit: 'stallTimeoutMs' },
  );
}

function maxBytes({ maxBodyBytes, maxUploadBytes }: BodyLimits): number {
  return maxBodyBytes + maxUploadBytes;
}

function tooLarge({ maxBodyBytes, maxUploadBytes }: BodyLimits): BodyTooLarge {
  return new BodyTooLarge(
    `The file is larger than ${maxUploadBytes} bytes, or its \`operations\` and \`map\` are larger than ${maxBodyBytes}, which are the limits here; with requestUpload a file goes past this gateway`,
    { limit: 'maxUploadBytes' },
  );
}
