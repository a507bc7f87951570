import type { RequestListener } from 'node:http';

/** A request of the router to one subgraph, over HTTP. */
export interface SubgraphRequest {
  readonly url: string;
  readonly query: string;
  readonly variables: { readonly representations?: readonly { readonly id: string }[] };
}

export function createHiveGateway(
  supergraph: string,
  onRequest: (request: SubgraphRequest) => void,
): RequestListener & AsyncDisposable;
