import type { GraphQLSchema } from 'graphql';
import type { Executor, Gateway } from './executor.ts';

type Listener = Parameters<Gateway['onSchemaLoadOrUpdate']>[0];

/** Has Apollo Server serve `schema` and execute with `executor`: its `gateway` option is the way to both. */
export function createLocalGateway(schema: GraphQLSchema, { execute }: Executor): Gateway {
  const listeners = new Set<Listener>();
  return {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async load() {
      for (const listener of listeners) listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return { executor: execute };
    },
    async stop() {
      listeners.clear();
    },
  };
}
