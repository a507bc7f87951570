import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import http from '@graphql-mesh/transport-http';

/**
 * Hive Gateway on a supergraph, as docs/federation.md sets it up; `onRequest` is told what it asks subgraphs. Not in
 * TypeScript: Hive's own types bring the DOM's and change those of graphql, for every file of the project.
 */
export function createHiveGateway(supergraph, onRequest) {
  return createGatewayRuntime({
    supergraph,
    transports: { http },
    propagateHeaders: {
      fromClientToSubgraphs({ request }) {
        const authorization = request.headers.get('authorization');
        return authorization ? { authorization } : {};
      },
    },
    transportEntries: {
      invoices: { options: { subscriptions: { kind: 'http', location: '/graphql/stream' } } },
    },
    plugins: () => [
      {
        onFetch({ url, options: { body } }) {
          if (typeof body === 'string') onRequest({ variables: {}, ...JSON.parse(body), url });
        },
      },
    ],
    graphiql: false,
    landingPage: false,
    logging: false,
  });
}
