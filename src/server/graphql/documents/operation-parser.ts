import { GraphQLError, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { BadUserInput, type GatewayError, InvalidQuery } from '../../../errors/catalogue.ts';
import { type DocumentParser, fragmentsIn, type ParsedDocument } from './document-parser.ts';
import { conditionAtRoot } from './subscription-root.ts';
import type { NamedDocument, TrustedDocuments } from './trusted-documents.ts';

/** An operation as the client sent it. */
export interface OperationRequest extends NamedDocument {
  /** An empty name is the same as no name. */
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface ParsedOperation extends ParsedDocument {
  /** The text of the document. */
  readonly text: string;
  readonly operation: OperationDefinitionNode;
}

/** Returns the faults instead of throwing them: those of the document, or that it does not contain the operation. */
export type OperationParser = (request: OperationRequest) => ParsedOperation | readonly GatewayError[];

/** Creates the parser of operations that all transports share. It parses only documents that are trusted. */
export function createOperationParser(
  parseDocument: DocumentParser,
  trusted: Pick<TrustedDocuments, 'textOf'>,
): OperationParser {
  return (request) => {
    const text = trusted.textOf(request);
    if (typeof text !== 'string') return [text];
    const { operationName } = request;
    const parsed = parseDocument(text);
    if (!('document' in parsed)) return parsed;
    const operation = getOperationAST(parsed.document, operationName || undefined);
    if (operation) return faultOfRoot(parsed, operation) ?? { ...parsed, text, operation };
    return [
      new BadUserInput(
        operationName
          ? `The document does not have an operation ${JSON.stringify(operationName.slice(0, 64))}`
          : 'The document has more than one operation: set `operationName`',
      ),
    ];
  };
}

function faultOfRoot(
  { document }: ParsedDocument,
  operation: OperationDefinitionNode,
): readonly BadUserInput[] | undefined {
  if (operation.operation !== 'subscription') return undefined;
  const fault = conditionAtRoot(operation, fragmentsIn(document));
  return fault && [new InvalidQuery(fault.message, fault.locations)];
}

/** Adds a code to an error of graphql-js about a request, because graphql-js does not set one. */
export function toBadInput(error: Error): Error {
  if (!(error instanceof GraphQLError)) return error;
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
