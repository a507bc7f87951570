import type { ServerResponse } from 'node:http';
import type { Caller } from '../../../auth/caller.ts';
import type { Standing } from '../../../auth/standing.ts';
import type { Bounded } from '../../graphql/in-flight.ts';
import type { LiveConnection } from '../live-connections.ts';
import type { LiveResult } from '../live-operations.ts';
import { type MessageSink, SendQueue, type SendQueueOwner } from '../send-queue.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // A proxy that compresses or buffers the answer would delay events.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** A comment. Some browsers report an open stream only after the first bytes of its body. */
const KEEP_ALIVE = ':\n\n';
/** An EventSource ignores an event without data. */
const COMPLETE = 'event: complete\ndata:\n\n';

export interface EventStreamOptions {
  readonly caller: Caller;
  readonly sending: Bounded;
  /** Ends the stream with an error if its caller is gone or has lost a right. */
  readonly onReview: (standing: Standing) => void;
  /** Called on shutdown. Ends the stream with an error. */
  readonly onStop: () => void;
  /** The caller has too many bytes queued on all its connections: end the stream. */
  readonly onRefused: (reason: unknown) => void;
}

/** A response as a stream of one operation's results, in the form of the distinct connections mode of graphql-sse. */
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
    response.writeHead(200, HEADERS).write(KEEP_ALIVE);
  }

  /** True while the client has not read everything. */
  get isBlocked(): boolean {
    return this.#sendQueue.bytes > 0;
  }

  /** Resolves when the system has accepted the result, or the stream has ended. */
  async send(result: LiveResult): Promise<void> {
    if (this.#isEnding) return;
    await Promise.race([this.#sendQueue.send(next(result)), this.#ending.promise]);
  }

  /** Ends the stream, after one last result if there is one. Queued results are still sent while the client reads. */
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
    if (!this.#isEnding && !this.isBlocked) void this.#sendQueue.send(KEEP_ALIVE);
  }

  refuse(reason: unknown): void {
    this.#options.onRefused(reason);
  }

  /** A stream does not receive further requests. */
  onRoom(): void {}

  review(standingOf: (caller: Caller) => Standing): void {
    this.#options.onReview(standingOf(this.#options.caller));
  }

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
