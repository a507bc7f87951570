import { GraphQLError, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { BadUserInput } from '../../../errors/catalogue.ts';
import type { DocumentParser, ParsedDocument } from './document-parser.ts';

/** What a client asks to be run, as it came. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface ParsedOperation extends ParsedDocument {
  readonly operation: OperationDefinitionNode;
}

/** Returns what is wrong, and does not throw it: a fault of the document, or that it does not have the operation. */
export type OperationParser = (request: OperationRequest) => ParsedOperation | readonly BadUserInput[];

/** Reads operations for connections that stay; over HTTP, Apollo Server picks the document's operation. */
export function createOperationParser(parseDocument: DocumentParser): OperationParser {
  return ({ query, operationName }) => {
    const parsed = parseDocument(query);
    if (!('document' in parsed)) return parsed;
    const operation = getOperationAST(parsed.document, operationName);
    if (operation) return { ...parsed, operation };
    return [
      new BadUserInput(
        operationName
          ? `The document has no operation ${JSON.stringify(operationName.slice(0, 64))}`
          : 'The document has more than one operation: name the one that is asked for in operationName',
      ),
    ];
  };
}

/** What graphql-js says of a request, with the code for it: it gives none. */
export function toBadInput(error: Error): Error {
  if (!(error instanceof GraphQLError)) return error;
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
