import { FairQueue } from '../../../async/fair-queue.ts';
import { ReadTurns } from '../../http/reading/read-turns.ts';

/** A connection with messages to handle. */
export interface MessageSource {
  /** The caller's name. */
  readonly owner: string;
  readonly hasNext: boolean;
  /** Handles one message and returns its size in bytes, or 0 if there is none. */
  handleNext(): number;
}

/**
 * Bounds for one iteration of the event loop, over all connections. Everything else waits while messages are parsed and
 * validated.
 */
const MESSAGES_PER_TURN = 20;
const BYTES_PER_TURN = 2 ** 14;

/**
 * Handles the messages of all connections: a few in each iteration of the event loop, round robin over callers, and at
 * most one per connection. graphql-ws needs an iteration to start an operation, and misses a `complete` that is handled
 * in the same one.
 */
export class MessageScheduler {
  /** Spreads the reading of frames: Node reads all sockets that have bytes before anything else, some of them repeatedly. */
  readonly reads: Pick<ReadTurns, 'hasTime' | 'push'>;
  readonly #queue = new FairQueue<MessageSource>();
  #scheduled: NodeJS.Immediate | undefined;

  constructor(reads: Pick<ReadTurns, 'hasTime' | 'push'> = new ReadTurns()) {
    this.reads = reads;
  }

  push(source: MessageSource): void {
    this.#queue.push(source.owner, source);
    this.#scheduled ??= setImmediate(() => this.#run());
  }

  #run(): void {
    this.#scheduled = undefined;
    const handled: MessageSource[] = [];
    for (let bytes = 0; handled.length < MESSAGES_PER_TURN && bytes < BYTES_PER_TURN; ) {
      const source = this.#queue.shift();
      if (source === undefined) break;
      bytes += source.handleNext();
      handled.push(source);
    }
    for (const source of handled) if (source.hasNext) this.push(source);
    if (this.#queue.size > 0) this.#scheduled ??= setImmediate(() => this.#run());
  }
}
