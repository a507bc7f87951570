import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import type { SearchRequest } from '../search-operations.ts';
import type { ThreadOptions } from './sqlite-thread.ts';

export type SearchAnswer =
  | { readonly kind: 'found'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly reason: string };

interface Waiting extends PromiseWithResolvers<unknown> {
  readonly request: SearchRequest;
}

interface Searcher {
  readonly worker: Worker;
  running: Waiting | undefined;
}

/** Threads: a search that takes long must not stop all others. */
const MAX_THREADS = 2;
/** A thread holds the answer of one search, and SQLite's own memory is not part of it. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 };

/** The threads that search. They are started with the first searches. Each carries out one search at a time. */
export class SqliteSearchers implements AsyncDisposable {
  readonly #options: ThreadOptions;
  readonly #searchers = new Set<Searcher>();
  readonly #waiting = new Set<Waiting>();
  #isClosed = false;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Rejects if the search fails. One that still waits when the signal aborts is not carried out. */
  async search(request: SearchRequest, signal: AbortSignal): Promise<unknown> {
    if (this.#isClosed) throw new BackendUnavailable('The gateway is stopping');
    const waiting: Waiting = { request, ...Promise.withResolvers<unknown>() };
    this.#waiting.add(waiting);
    const stop = () => {
      if (this.#waiting.delete(waiting)) waiting.reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      this.#next();
      return await waiting.promise;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Waits for the searches that are being carried out. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting) reject(new BackendUnavailable('The gateway is stopping'));
    this.#waiting.clear();
    await Promise.all(
      [...this.#searchers].map(async ({ worker }) => {
        const end = once(worker, 'exit');
        worker.postMessage('close');
        await end;
      }),
    );
  }

  #next(): void {
    const [waiting] = this.#waiting;
    if (waiting === undefined) return;
    const idle = [...this.#searchers].find(({ running }) => running === undefined);
    const searcher = idle ?? (this.#searchers.size < MAX_THREADS ? this.#start() : undefined);
    if (searcher === undefined) return;
    this.#waiting.delete(waiting);
    searcher.running = waiting;
    searcher.worker.postMessage(waiting.request);
  }

  #start(): Searcher {
    const worker = new Worker(new URL('./sqlite-search-worker.ts', import.meta.url), {
      workerData: this.#options,
      resourceLimits: RESOURCE_LIMITS,
    });
    const searcher: Searcher = { worker, running: undefined };
    this.#searchers.add(searcher);
    worker.on('message', (answer: SearchAnswer) => {
      const { running } = searcher;
      searcher.running = undefined;
      if (answer.kind === 'found') running?.resolve(answer.output);
      else running?.reject(new Error(answer.reason));
      this.#next();
    });
    const end = (error: Error) => {
      this.#searchers.delete(searcher);
      searcher.running?.reject(error);
      searcher.running = undefined;
      this.#next();
    };
    worker.on('error', end);
    worker.on('exit', () => end(new Error('the searching thread has ended')));
    return searcher;
  }
}
