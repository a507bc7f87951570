import { ApolloClient, InMemoryCache, type OperationVariables, type TypedDocumentNode } from '@apollo/client';
import { invoiceCacheConfig, LiveLink, type LiveLinkOptions, type LiveState } from 'invoice-gateway-client/apollo';
import { tokenOf } from '../end-to-end/world.ts';

/** The results and the end of a subscription. */
export interface Heard<Data> extends Disposable {
  readonly results: readonly Data[];
  /** Undefined until it has ended. */
  readonly end: unknown;
  unsubscribe(): void;
}

/** A client of the package that records the callbacks of its link. Pauses take no time. */
export interface LiveTestClient extends AsyncDisposable {
  readonly link: LiveLink;
  readonly states: readonly LiveState[];
  /** The number of results so far, for each gap that was reported. */
  readonly gaps: readonly number[];
  /** The number of breaks in a row, for each pause that was due. */
  readonly pauses: readonly number[];
  subscribe<Data, Variables extends OperationVariables>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Heard<Data>;
}

export function liveClient(url: URL, options: Partial<LiveLinkOptions> = {}): LiveTestClient {
  const states: LiveState[] = [];
  const gaps: number[] = [];
  const pauses: number[] = [];
  let heard = 0;
  const link = new LiveLink({
    url: new URL('graphql', url),
    token: () => tokenOf('acme'),
    onState: (state) => void states.push(state),
    onGap: () => void gaps.push(heard),
    pauseMs: (breaks) => {
      pauses.push(breaks);
      return 0;
    },
    ...options,
  });
  const client = new ApolloClient({ link, cache: new InMemoryCache(invoiceCacheConfig) });
  return {
    link,
    states,
    gaps,
    pauses,
    subscribe: <Data, Variables extends OperationVariables>(
      query: TypedDocumentNode<Data, Variables>,
      variables: Variables,
    ) => {
      const results: Data[] = [];
      let end: unknown;
      const options = { query, variables } as ApolloClient.SubscribeOptions<Data, Variables>;
      const subscription = client.subscribe<Data, Variables>(options).subscribe({
        next: ({ data, error }) => {
          heard += 1;
          if (error !== undefined) end = error;
          else results.push(data as Data);
        },
        error: (error: unknown) => {
          end = error;
        },
        complete: () => {
          end ??= 'complete';
        },
      });
      const unsubscribe = () => subscription.unsubscribe();
      return {
        results,
        get end() {
          return end;
        },
        unsubscribe,
        [Symbol.dispose]: unsubscribe,
      };
    },
    [Symbol.asyncDispose]: () => link.dispose(),
  };
}
