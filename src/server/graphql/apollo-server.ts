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
  /** Holds the parsed document of each request. */
  readonly documents: DocumentStore;
  /** Serializes an answer. */
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

/** Starts Apollo Server without the parts that cost time at every field or call other hosts. */
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
    // main.ts handles signals.
    stopOnTerminationSignals: false,
    persistedQueries: false,
    // Every request needs an Authorization header, which browsers do not add by themselves.
    csrfPrevention: false,
    documentStore: documents,
    stringifyResult,
    formatError: (_formatted, error) => formatError(error),
    plugins: [
      execution,
      neverParse,
      // This plugin wraps every field in a function, with or without a hint: more than half the time of a large list.
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

/** Apollo Server parses a document that is not in the store, without our limits. */
const neverParse: ApolloServerPlugin = {
  requestDidStart: async () => ({
    parsingDidStart: () => {
      throw new TypeError('Apollo Server received a query that had not been parsed');
    },
  }),
};
