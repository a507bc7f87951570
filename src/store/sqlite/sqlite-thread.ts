import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { WrongInput } from '../group-writer.ts';
import type { WriteRequest } from '../write-operations.ts';

export interface ThreadOptions {
  readonly path: string;
}

/** A group of operations for one transaction. */
export type ThreadRequest = readonly WriteRequest[] | 'close';

export type ThreadAnswer =
  | { readonly kind: 'open' }
  | { readonly kind: 'written'; readonly outputs: readonly unknown[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly isOfInput: boolean };

/** The thread only works on the database: by default, its young generation would be as large as the gateway's. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

/** The gateway's handle on the writing thread. One request at a time. */
export class SqliteThread implements AsyncDisposable {
  readonly #worker: Worker;
  #asked = Promise.withResolvers<ThreadAnswer>();
  #death: Error | undefined;

  /** Rejects if the database cannot be opened. */
  static async start(options: ThreadOptions): Promise<SqliteThread> {
    const thread = new SqliteThread(options);
    await thread.#answer();
    return thread;
  }

  private constructor({ path }: ThreadOptions) {
    this.#worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), {
      workerData: { path } satisfies ThreadOptions,
      resourceLimits: RESOURCE_LIMITS,
    });
    this.#worker.on('message', (answer: ThreadAnswer) => this.#asked.resolve(answer));
    this.#worker.on('error', (error: Error) => this.#die(error));
    this.#worker.on('exit', () => this.#die(new Error('the writing thread has ended')));
  }

  get isAlive(): boolean {
    return this.#death === undefined;
  }

  /** Rejects if nothing was written, or if the thread died: then the outcome is unknown. */
  async write(group: readonly WriteRequest[]): Promise<readonly unknown[]> {
    if (this.#death !== undefined) throw this.#death;
    this.#asked = Promise.withResolvers();
    this.#worker.postMessage(group);
    const answer = await this.#answer();
    if (answer.kind !== 'written') throw new Error(`the writing thread answered with "${answer.kind}"`);
    return answer.outputs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.isAlive) return;
    const end = once(this.#worker, 'exit');
    this.#worker.postMessage('close');
    await end;
  }

  /** Ends the thread at once, even in the middle of a write. */
  kill(): void {
    void this.#worker.terminate();
  }

  async #answer(): Promise<Exclude<ThreadAnswer, { kind: 'failed' }>> {
    const answer = await this.#asked.promise;
    if (answer.kind === 'failed') throw answer.isOfInput ? new WrongInput(answer.reason) : new Error(answer.reason);
    return answer;
  }

  #die(error: Error): void {
    this.#death ??= error;
    // There may not be a request that waits for it: avoid an unhandled rejection.
    this.#asked.promise.catch(() => {});
    this.#asked.reject(this.#death);
  }
}
