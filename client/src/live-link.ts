import { ApolloLink, Observable } from '@apollo/client';
import { type FollowOptions, follow } from './follow.ts';
import { LiveConnection, type LiveConnectionOptions } from './live-connection.ts';

/** For a LiveLink: where the gateway is, who asks, and who is told how it goes. */
export interface LiveLinkOptions extends LiveConnectionOptions, FollowOptions {}

/**
 * Subscriptions over a WebSocket that go on after a break: `documentEvents` with the id of the last event that came as
 * `after`, so that each event comes once, also those of the break. For that its operation has to take `after` from a
 * variable and to select `id`, as DocumentEventsDocument does; any other one goes on from then, and `onGap` is called.
 *
 * A subscription ends with CombinedGraphQLErrors where the gateway refuses it (but BACKEND_UNAVAILABLE is tried again), and
 * with an Error where it refuses the token or `token` rejects; whatever else a connection ends with, it is tried again.
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
      if (this.#isDisposed) throw new Error('This link is disposed of');
      const end = (): void => observer.complete();
      this.#ends.add(end);
      observer.add(() => this.#ends.delete(end));
      return follow(operation, this.#connection, this.#options, observer);
    });
  }

  /** Completes all subscriptions, also those that wait, and closes the connection. There are no more after that. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const end of this.#ends) end();
    await this.#connection.close();
  }
}
