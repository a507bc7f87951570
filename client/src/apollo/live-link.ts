import { ApolloLink, Observable } from '@apollo/client';
import { LiveConnection, type LiveConnectionOptions } from './live-connection.ts';
import { type LiveSubscriptionOptions, runSubscription } from './live-subscription.ts';

/** For a LiveLink: the gateway's URL, the token, and the callbacks. */
export interface LiveLinkOptions extends LiveConnectionOptions, LiveSubscriptionOptions {}

/**
 * Subscriptions over a WebSocket that resume after a break. `documentEvents` resumes with the id of the last received
 * event as `after`, so that each event arrives once, including those during the break. This requires that its
 * operation takes `after` from a variable and selects `id`, as DocumentEventsDocument does. Any other operation on
 * `documentEvents` resumes with new events, and `onGap` is called.
 *
 * A subscription ends with CombinedGraphQLErrors if the gateway refuses it (except for BACKEND_UNAVAILABLE, which is
 * retried), and with an Error if the gateway refuses the token or `token` rejects. After any other end of a
 * connection, it is retried.
 */
export class LiveLink extends ApolloLink {
  readonly #options: LiveLinkOptions;
  readonly #connection: LiveConnection;
  readonly #ends = new Set<() => void>();
  #isDisposed = false;

  constructor(options: LiveLinkOptions) {
    super();
    this.#options = options;
    this.#connection = new LiveConnection(options);
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return new Observable((observer) => {
      if (this.#isDisposed) throw new Error('This link has been disposed of');
      const end = (): void => observer.complete();
      this.#ends.add(end);
      observer.add(() => this.#ends.delete(end));
      return runSubscription(operation, this.#connection, this.#options, observer);
    });
  }

  /** Completes all subscriptions, including waiting ones, and closes the connection. Later subscriptions fail. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const end of this.#ends) end();
    await this.#connection.close();
  }
}
