import type { ServerResponse } from 'node:http';
import { type LiveConnection, MAX_LATE_PINGS } from './live-connections.ts';
import type { LiveResult } from './live-operations.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // A proxy that compresses an answer, or collects some of it, would hold events back.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** A comment. Some browsers take an answer for begun only when something of its body has come. */
const NOTHING = ':\n\n';
/** An EventSource tells nobody of an event without data. */
const COMPLETE = 'event: complete\ndata:\n\n';

/** A response as a stream of one operation's results, in the form of graphql-sse's distinct connections. */
export class EventStream implements LiveConnection {
  readonly #response: ServerResponse;
  readonly #onStop: () => void;
  /** Pings since the system has taken something. */
  #pings = 0;
  #release: (() => void) | undefined;

  /** `onStop` is to end the stream, with what there is to say to that. */
  constructor(response: ServerResponse, onStop: () => void) {
    this.#response = response;
    this.#onStop = onStop;
    response.writeHead(200, HEADERS).write(NOTHING);
  }

  /** Resolves when the system has taken the result, or nobody takes it any more. */
  async send(result: LiveResult): Promise<void> {
    if (this.#response.writableEnded || this.#response.closed) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#release = resolve;
    this.#response.write(next(result), () => {
      this.#pings = 0;
      // In a turn of its own: with many events for many clients there would be no other one until all are sent.
      setImmediate(resolve);
    });
    await promise;
  }

  /** Nothing follows, but for what is given here. What waits is still sent, as long as the client reads it. */
  end(last?: LiveResult): void {
    if (!this.#response.writableEnded) this.#response.end(last === undefined ? COMPLETE : next(last) + COMPLETE);
    this.#release?.();
  }

  ping(): void {
    if (this.#pings >= MAX_LATE_PINGS) {
      this.destroy();
      return;
    }
    this.#pings += 1;
    if (this.#response.writableEnded) return;
    this.#response.write(NOTHING, () => {
      this.#pings = 0;
    });
  }

  stop(): void {
    this.#onStop();
  }

  destroy(): void {
    this.#response.destroy();
  }
}

function next(result: LiveResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}
