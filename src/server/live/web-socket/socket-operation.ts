import { type ExecutionResult, GraphQLError } from 'graphql';
import { BackendUnavailable } from '../../../errors/catalogue.ts';
import type { FormattedError } from '../../../errors/format-error.ts';
import type { LiveResult } from '../live-operations.ts';

/** Ends an operation with an `error` message. */
export class OperationRefused extends Error {
  readonly errors: readonly FormattedError[];

  constructor(errors: readonly FormattedError[]) {
    super('The operation was refused, or could not go on');
    this.errors = errors;
  }
}

type Step = IteratorResult<ExecutionResult, undefined>;

/**
 * The results of one operation on a socket, in the form in which graphql-ws iterates over them. It calls `return` when the
 * client completes the operation or the socket is gone, also while it waits for a result or for one to be sent.
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
    const step = this.#isGone ? OVER : await this.#results.next();
    // graphql-ws goes by the id alone when an operation is over. The client may have given it to another one by now, which
    // would be ended in place of this one: so this one is never over for graphql-ws, and collected as it is.
    if (this.#isGone) return new Promise(() => {});
    if (step.done) {
      this.#onEnd(this);
      return OVER;
    }
    const { data, errors } = step.value;
    if (data === undefined) {
      void this.return();
      throw new OperationRefused(errors ?? []);
    }
    return { done: false, value: errors === undefined ? { data } : { data, errors: errors.map(toGraphQLError) } };
  }

  return(): Promise<Step> {
    this.#gone.abort(new BackendUnavailable('The caller hung up'));
    this.#onEnd(this);
    // Comes after what is under way, which the signal ends; nobody has to wait for that.
    void this.#results.return();
    return Promise.resolve(OVER);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get #isGone(): boolean {
    return this.#gone.signal.aborted;
  }
}

const OVER = { done: true, value: undefined } as const;

/** graphql-ws asks errors for their JSON. */
export function toGraphQLError(formatted: FormattedError): GraphQLError {
  const error = new GraphQLError(formatted.message);
  error.toJSON = () => formatted;
  return error;
}
