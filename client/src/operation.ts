import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { type DocumentNode, Kind, type OperationDefinitionNode, type OperationTypeNode, parse, print } from 'graphql';

/**
 * A document with one operation: a TypedDocumentNode, such as those of this package, a TypedDocumentString of
 * graphql-codegen, or a text.
 */
export type TypedOperation<Data, Variables> = DocumentTypeDecoration<Data, Variables> | string;

/** An operation as it is sent. */
export interface Operation {
  readonly query: string;
  readonly name: string | null;
  readonly kind: `${OperationTypeNode}`;
  readonly document: DocumentNode;
}

/** Throws TypeError if the document does not have exactly one operation, and GraphQLError if a text is not GraphQL. */
export function readOperation(given: TypedOperation<unknown, never>): Operation {
  const document = isNode(given) ? given : parse(String(given));
  const { name, operation } = mainDefinition(document);
  const query = isNode(given) ? print(document) : String(given);
  return { query, name: name?.value ?? null, kind: operation, document };
}

export function mainDefinition(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [only] = operations;
  if (only === undefined || operations.length > 1)
    throw new TypeError(`The document has ${operations.length} operations: pass a document with one`);
  return only;
}

/**
 * True if the operation only asks for upload locations. Each request gets a location of its own, and a location is a
 * secret: the request does not have a key, and is not repeated.
 */
export function onlyRequestsUploads(document: DocumentNode): boolean {
  const { selections } = mainDefinition(document).selectionSet;
  return selections.every((one) => one.kind === Kind.FIELD && one.name.value === 'requestUpload');
}

function isNode(given: unknown): given is DocumentNode {
  return typeof given === 'object' && given !== null && 'kind' in given;
}
