import { ApolloServer, type ApolloServerPlugin, type DocumentStore } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import type { Context } from '../../context.ts';
import type { ErrorFormatter } from '../../errors/format-error.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  /** Executes operations; see execution-plugin.ts. */
  readonly execution: ApolloServerPlugin<Context>;
  /** Has the document of each request that comes here. */
  readonly documents: DocumentStore;
  /** Makes the text of an answer. */
  readonly stringifyResult: (result: FormattedExecutionResult) => string;
  readonly formatError: ErrorFormatter;
  readonly logger: ApolloLogger;
}

interface ApolloLogger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Apollo Server, started, without what costs time at every field or calls anybody else. */
export async function startApolloServer({
  schema,
  execution,
  documents,
  stringifyResult,
  formatError,
  logger,
}: ApolloOptions): Promise<ApolloServer<Context>> {
  const server = new ApolloServer<Context>({
    schema,
    logger,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Signals are the process's own matter; see main.ts.
    stopOnTerminationSignals: false,
    persistedQueries: false,
    // Nothing here is done for a request without an Authorization header, which no browser adds by itself.
    csrfPrevention: false,
    documentStore: documents,
    stringifyResult,
    formatError: (_formatted, error) => formatError(error),
    plugins: [
      execution,
      parsesNothing,
      // It wraps every field in a function, whether a field has a hint or not: more than half of a large list's time.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return server;
}

/** Apollo Server would parse what it does not find in the store, without our limits. */
const parsesNothing: ApolloServerPlugin = {
  requestDidStart: async () => ({
    parsingDidStart: () => {
      throw new TypeError('a query came to Apollo Server that had not been parsed');
    },
  }),
};
