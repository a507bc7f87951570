import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Retention } from '../retention.ts';
import type { WriteRequest, Written } from './sqlite-writes.ts';

export interface ThreadOptions {
  readonly path: string;
  readonly retention: Retention;
}

export type ThreadRequest = WriteRequest | 'close';

export type ThreadAnswer =
  | { readonly kind: 'open' }
  | ({ readonly kind: 'written' } & Written)
  | { readonly kind: 'failed'; readonly reason: string };

/** The database alone is what it works on: left to itself, it would take as much for young objects as the gateway. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

/** The writing thread as seen from the gateway. One request at a time. */
export class SqliteThread implements AsyncDisposable {
  readonly #worker: Worker;
  #asked = Promise.withResolvers<ThreadAnswer>();
  #death: Error | undefined;

  /** Rejects where the database cannot be opened. */
  static async start(options: ThreadOptions): Promise<SqliteThread> {
    const thread = new SqliteThread(options);
    await thread.#answer();
    return thread;
  }

  private constructor({ path, retention }: ThreadOptions) {
    this.#worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), {
      workerData: { path, retention } satisfies ThreadOptions,
      resourceLimits: RESOURCE_LIMITS,
    });
    this.#worker.on('message', (answer: ThreadAnswer) => this.#asked.resolve(answer));
    this.#worker.on('error', (error: Error) => this.#die(error));
    this.#worker.on('exit', () => this.#die(new Error('the thread that writes has ended')));
  }

  get isAlive(): boolean {
    return this.#death === undefined;
  }

  /** Rejects where nothing was written; where the thread died, that is not known. */
  async write(request: WriteRequest): Promise<Written> {
    if (this.#death !== undefined) throw this.#death;
    this.#asked = Promise.withResolvers();
    this.#worker.postMessage(request);
    const answer = await this.#answer();
    if (answer.kind !== 'written') throw new Error(`the thread that writes answered with "${answer.kind}"`);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.isAlive) return;
    const end = once(this.#worker, 'exit');
    this.#worker.postMessage('close');
    await end;
  }

  /** Ends it in the middle of whatever it does. */
  kill(): void {
    void this.#worker.terminate();
  }

  async #answer(): Promise<Exclude<ThreadAnswer, { kind: 'failed' }>> {
    const answer = await this.#asked.promise;
    if (answer.kind === 'failed') throw new Error(answer.reason);
    return answer;
  }

  #die(error: Error): void {
    this.#death ??= error;
    // Nobody may be waiting for it.
    this.#asked.promise.catch(() => {});
    this.#asked.reject(this.#death);
  }
}
