import { hash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, getOperationAST, parse } from 'graphql';
import type { ExecutionRequest } from '../../src/execution/executor.ts';

export interface Asked {
  readonly source: string;
  readonly variables?: Record<string, unknown> | undefined;
  readonly operationName?: string | undefined;
  readonly context?: object;
  readonly warnings?: string[];
}

/** The request that the plugin creates for Apollo Server's result. */
export function requestFor(
  _schema: GraphQLSchema,
  asked: Asked,
  document: DocumentNode = parse(asked.source),
): ExecutionRequest {
  const operation = getOperationAST(document, asked.operationName);
  if (!operation) throw new TypeError('the document has no such operation');
  return {
    document,
    operation,
    queryHash: hash('sha256', asked.source, 'hex'),
    variables: asked.variables,
    contextValue: asked.context ?? {},
    logger: { warn: (message) => void asked.warnings?.push(message) },
  };
}
