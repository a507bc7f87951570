import type { ServerResponse } from 'node:http';
import type { Caller } from '../../../auth/caller.ts';
import type { Bounded } from '../../graphql/in-flight.ts';
import type { LiveConnection } from '../live-connections.ts';
import type { LiveResult } from '../live-operations.ts';
import { type MessageSink, SendQueue, type SendQueueOwner } from '../send-queue.ts';

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

export interface EventStreamOptions {
  readonly caller: Caller;
  readonly sending: Bounded;
  /** Is to end the stream, with what there is to say to that. */
  readonly onStop: () => void;
  /** The caller has too much waiting on all its connections: the stream is to be ended. */
  readonly onRefused: (reason: unknown) => void;
}

/** A response as a stream of one operation's results, in the form of graphql-sse's distinct connections. */
export class EventStream implements LiveConnection, SendQueueOwner {
  readonly kind = 'stream';
  readonly #response: ServerResponse;
  readonly #options: EventStreamOptions;
  readonly #sendQueue: SendQueue;
  readonly #ending = Promise.withResolvers<void>();
  #isEnding = false;

  constructor(response: ServerResponse, options: EventStreamOptions) {
    this.#response = response;
    this.#options = options;
    this.#sendQueue = new SendQueue(createSink(response), this);
    this.#sendQueue.countFor(options.caller.name, options.sending);
    response.writeHead(200, HEADERS).write(NOTHING);
  }

  /** True while something waits for the client to read. */
  get isBlocked(): boolean {
    return this.#sendQueue.bytes > 0;
  }

  /** Resolves when the system has taken the result, or nobody takes it any more. */
  async send(result: LiveResult): Promise<void> {
    if (this.#isEnding) return;
    await Promise.race([this.#sendQueue.send(next(result)), this.#ending.promise]);
  }

  /** Nothing follows, but for what is given here. What waits is still sent, as long as the client reads it. */
  end(last?: LiveResult): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#ending.resolve();
    void this.#sendQueue.send(last === undefined ? COMPLETE : next(last) + COMPLETE).then(() => this.#response.end());
  }

  /** The connection has gone. */
  release(): void {
    this.#sendQueue.release();
  }

  ping(): void {
    if (!this.#isEnding && !this.isBlocked) void this.#sendQueue.send(NOTHING);
  }

  refuse(reason: unknown): void {
    this.#options.onRefused(reason);
  }

  /** A stream is asked for nothing more. */
  onRoom(): void {}

  stop(): void {
    this.#options.onStop();
  }

  destroy(): void {
    this.#response.destroy();
  }
}

function createSink(response: ServerResponse): MessageSink {
  return {
    get isOpen() {
      return !response.writableEnded && !response.closed;
    },
    get buffered() {
      return response.writableLength;
    },
    write: (piece, _isLast, callback) => response.write(piece, () => callback()),
  };
}

function next(result: LiveResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}
