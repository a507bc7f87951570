import { type ExecutionResult, GraphQLError } from 'graphql';
import { BackendUnavailable } from '../../../errors/catalogue.ts';
import type { FormattedError } from '../../../errors/format-error.ts';
import type { LiveResult } from '../live-operations.ts';

/** Makes graphql-ws end an operation with an `error` message. */
export class OperationRefused extends Error {
  readonly errors: readonly FormattedError[];

  constructor(errors: readonly FormattedError[]) {
    super('The operation was refused or failed');
    this.errors = errors;
  }
}

type Step = IteratorResult<ExecutionResult, undefined>;

/**
 * The results of one operation on a socket, as an iterator for graphql-ws. graphql-ws calls `return` when the client
 * completes the operation or the socket is gone, even while it waits for a result or sends one.
 */
export class SocketOperation implements AsyncIterableIterator<ExecutionResult, undefined> {
  readonly #results: AsyncGenerator<LiveResult, void, void>;
  readonly #gone = new AbortController();
  readonly #onEnd: (self: SocketOperation) => void;

  constructor(
    run: (signal: AbortSignal) => AsyncGenerator<LiveResult, void, void>,
    onEnd: (self: SocketOperation) => void,
  ) {
    this.#results = run(this.#gone.signal);
    this.#onEnd = onEnd;
  }

  async next(): Promise<Step> {
    const step = this.#isGone ? DONE : await this.#results.next();
    // graphql-ws identifies a finished operation by its id alone. The client may have reused the id by now, and
    // graphql-ws would end the new operation. So this one never finishes for graphql-ws, and is garbage collected
    // instead.
    if (this.#isGone) return new Promise(() => {});
    if (step.done) {
      this.#onEnd(this);
      return DONE;
    }
    const { data, errors } = step.value;
    if (data === undefined) {
      void this.return();
      throw new OperationRefused(errors ?? []);
    }
    return { done: false, value: errors === undefined ? { data } : { data, errors: errors.map(toGraphQLError) } };
  }

  return(): Promise<Step> {
    this.#gone.abort(new BackendUnavailable('The caller disconnected'));
    this.#onEnd(this);
    // Takes effect after the pending step, which the signal ends. There is no reason to wait for that.
    void this.#results.return();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get #isGone(): boolean {
    return this.#gone.signal.aborted;
  }
}

const DONE = { done: true, value: undefined } as const;

/** Makes an error whose JSON, which graphql-ws sends, is the formatted error. */
export function toGraphQLError(formatted: FormattedError): GraphQLError {
  const error = new GraphQLError(formatted.message);
  error.toJSON = () => formatted;
  return error;
}
