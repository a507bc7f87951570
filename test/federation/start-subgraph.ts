import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Subgraph } from './compose.ts';

type SubgraphModule = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number];
type Resolvers = Exclude<Extract<SubgraphModule, { readonly typeDefs: unknown }>['resolvers'], undefined>;

/** A subgraph of another team, as Apollo Server serves one. */
export async function startSubgraph(
  name: string,
  sdl: string,
  resolvers: Resolvers,
): Promise<Subgraph & AsyncDisposable> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  const server = new ApolloServer({ schema, plugins: [ApolloServerPluginInlineTraceDisabled()] });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { name, url, sdl, [Symbol.asyncDispose]: () => server.stop() };
}
