import { ApolloLink, CombinedGraphQLErrors, Observable, ServerError, ServerParseError } from '@apollo/client';
import { isMutationOperation, print } from '@apollo/client/utilities';
import { retryAfterOf } from '../gateway-error.ts';
import { onlyRequestsUploads } from '../operation.ts';
import { type KeyStore, keyHeader } from '../writes/open-writes.ts';
import { type RepeatOptions, type Settled, sendRepeatedly, sendWrite } from '../writes/send-write.ts';
import { judgeAnswer, judgeFailure, type Verdict } from '../writes/verdict.ts';

export interface WriteLinkOptions extends RepeatOptions {
  /** Keeps the keys of mutations whose outcome is open. By default sessionStorage in a page, and memory elsewhere. */
  readonly keys?: KeyStore | undefined;
}

declare module '@apollo/client' {
  interface DefaultContext {
    /**
     * The idempotency key of a mutation. By default a random one, which is kept while the outcome of the mutation is
     * open: pass a new one to send a mutation again although its outcome is unknown.
     */
    idempotencyKey?: string;
  }
}

type Result = ApolloLink.Result;

/**
 * Sends an idempotency key with every mutation, so that it is safe to repeat. After a lost connection, and if the gateway
 * asks to try again later, the link repeats the mutation with the same key. The same mutation with the same variables
 * has the same key while its outcome is open, also after a reload of the page. Passes on queries, and mutations that
 * only select `requestUpload`.
 *
 * Reads from the context `idempotencyKey` and `fetchOptions.signal`, which ends the repetitions.
 */
export class WriteLink extends ApolloLink {
  readonly #options: WriteLinkOptions;

  constructor(options: WriteLinkOptions = {}) {
    super();
    this.#options = options;
  }

  override request(operation: ApolloLink.Operation, forward: ApolloLink.ForwardFunction): Observable<Result> {
    const { query, variables } = operation;
    if (!isMutationOperation(query) || onlyRequestsUploads(query)) return forward(operation);
    return new Observable((observer) => {
      const { idempotencyKey, fetchOptions } = operation.getContext();
      const given = (fetchOptions as RequestInit | undefined)?.signal;
      const left = new AbortController();
      const signal = given ? AbortSignal.any([given, left.signal]) : left.signal;
      const send = (key: string) => forwardOnce(withKey(operation, key), forward, left.signal);
      const options = { ...this.#options, signal, judge: (settled: Settled<Result>) => judge(settled, signal) };
      const sending =
        idempotencyKey === undefined
          ? sendWrite({ ...options, identity: [print(query), variables], send })
          : sendRepeatedly(() => send(idempotencyKey), options);
      sending.then(
        (result) => {
          observer.next(result);
          observer.complete();
        },
        (error: unknown) => observer.error(error),
      );
      return () => left.abort();
    });
  }
}

function withKey(operation: ApolloLink.Operation, key: string): ApolloLink.Operation {
  operation.setContext(({ headers }) => ({ headers: { ...headers, ...keyHeader(key) } }));
  return operation;
}

/** The first result of one attempt, which ends if the subscriber leaves. */
function forwardOnce(
  operation: ApolloLink.Operation,
  forward: ApolloLink.ForwardFunction,
  left: AbortSignal,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (left.aborted) return reject(left.reason);
    const subscription = forward(operation).subscribe({
      next: resolve,
      error: reject,
      complete: () => reject(new Error('The link ended without a result')),
    });
    left.addEventListener('abort', () => {
      subscription.unsubscribe();
      reject(left.reason);
    });
  });
}

function judge(settled: Settled<Result>, signal: AbortSignal): Verdict {
  if ('value' in settled) return judgeAnswer(settled.value.data, settled.value.errors);
  const { error } = settled;
  if (signal.aborted) return { outcome: 'lost', repeatAfterMs: null };
  if (CombinedGraphQLErrors.is(error)) return judgeAnswer(error.data, error.errors);
  if (ServerError.is(error)) return judgeFailure(error.statusCode, retryAfterOf(error.response.headers));
  if (ServerParseError.is(error)) return judgeFailure(error.statusCode);
  // The error of `fetch` for a connection that was lost.
  if (error instanceof TypeError) return judgeFailure(undefined);
  return { outcome: 'lost', repeatAfterMs: null };
}
