import { Worker } from 'node:worker_threads';
import { WrongInput } from '../group-writer.ts';
import type { WriteRequest } from '../write-operations.ts';

export interface ThreadOptions {
  readonly path: string;
}

/** A group of operations for one transaction. */
export type ThreadRequest =
  | readonly WriteRequest[]
  | ({ readonly kind: 'open' } & ThreadOptions)
  | { readonly kind: 'close' };

export type ThreadAnswer =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'written'; readonly outputs: readonly unknown[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly isOfInput: boolean };

/** The thread only works on the database: by default, its young generation would be as large as the gateway's. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

/** A thread that has closed its database. It is used again, as loading its modules takes longer than all the rest of a start. */
let spare: Worker | undefined;

function takeThread(): Worker {
  const worker =
    spare ?? new Worker(new URL('./sqlite-worker.ts', import.meta.url), { resourceLimits: RESOURCE_LIMITS });
  spare = undefined;
  worker.removeAllListeners();
  worker.ref();
  return worker;
}

function keepThread(worker: Worker): void {
  if (spare !== undefined) return void worker.terminate();
  const forget = () => {
    if (spare === worker) spare = undefined;
  };
  worker.removeAllListeners();
  worker.once('error', forget).once('exit', forget).unref();
  spare = worker;
}

/** The gateway's handle on the writing thread. One request at a time. */
export class SqliteThread implements AsyncDisposable {
  readonly #worker: Worker;
  #asked = Promise.withResolvers<ThreadAnswer>();
  #death: Error | undefined;

  /** Rejects if the database cannot be opened. */
  static async start(options: ThreadOptions): Promise<SqliteThread> {
    const thread = new SqliteThread();
    try {
      await thread.#ask({ kind: 'open', ...options }, 'open');
    } catch (error) {
      thread.kill();
      throw error;
    }
    return thread;
  }

  private constructor() {
    this.#worker = takeThread();
    this.#worker.on('message', (answer: ThreadAnswer) => this.#asked.resolve(answer));
    this.#worker.on('error', (error: Error) => this.#die(error));
    this.#worker.on('exit', () => this.#die(new Error('the writing thread has ended')));
  }

  get isAlive(): boolean {
    return this.#death === undefined;
  }

  /** Rejects if nothing was written, or if the thread died: then the outcome is unknown. */
  async write(group: readonly WriteRequest[]): Promise<readonly unknown[]> {
    return (await this.#ask(group, 'written')).outputs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.isAlive) return;
    await this.#ask({ kind: 'close' }, 'closed');
    keepThread(this.#worker);
  }

  /** Ends the thread at once, even in the middle of a write. */
  kill(): void {
    void this.#worker.terminate();
  }

  async #ask<Kind extends ThreadAnswer['kind']>(
    request: ThreadRequest,
    kind: Kind,
  ): Promise<Extract<ThreadAnswer, { kind: Kind }>> {
    if (this.#death !== undefined) throw this.#death;
    this.#asked = Promise.withResolvers();
    this.#worker.postMessage(request);
    const answer = await this.#asked.promise;
    if (answer.kind === 'failed') throw answer.isOfInput ? new WrongInput(answer.reason) : new Error(answer.reason);
    if (answer.kind !== kind) throw new Error(`the writing thread answered with "${answer.kind}"`);
    return answer as Extract<ThreadAnswer, { kind: Kind }>;
  }

  #die(error: Error): void {
    this.#death ??= error;
    // There may not be a request that waits for it: avoid an unhandled rejection.
    this.#asked.promise.catch(() => {});
    this.#asked.reject(this.#death);
  }
}
