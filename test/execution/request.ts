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

/** The request that Apollo Server hands to an executor. */
export function requestFor(
  schema: GraphQLSchema,
  asked: Asked,
  document: DocumentNode = parse(asked.source),
): ExecutionRequest {
  const operation = getOperationAST(document, asked.operationName);
  const ignore = (): void => {};
  const request: Partial<ExecutionRequest> = {
    schema,
    document,
    source: asked.source,
    queryHash: hash('sha256', asked.source, 'hex'),
    operationName: operation?.name?.value ?? null,
    context: asked.context ?? {},
    logger: {
      debug: ignore,
      info: ignore,
      error: ignore,
      warn: (message) => void asked.warnings?.push(String(message)),
    },
    request: {
      query: asked.source,
      ...(asked.variables && { variables: asked.variables }),
      ...(asked.operationName && { operationName: asked.operationName }),
    },
  };
  if (operation) Object.assign(request, { operation });
  return request as ExecutionRequest;
}
