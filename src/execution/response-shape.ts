import { collectFields, collectSubFields } from '@graphql-tools/utils';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

/**
 * An operation without conditions and the schema that it is executed against: they determine the form of its responses.
 */
export interface ResponseShape {
  readonly schema: GraphQLSchema;
  readonly rootType: GraphQLObjectType;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
}

/** The nodes that select one field of a response, or undefined for the response itself. */
export type SelectedBy = FieldNode[] | undefined;

// A single object: collected fields are cached by its identity.
const NO_VARIABLES = { coerced: {}, sources: {} };

export function responseShape(schema: GraphQLSchema, document: DocumentNode): ResponseShape | undefined {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const rootType = operation && schema.getRootType(operation.operation);
  if (!operation || !rootType) return undefined;
  return { schema, rootType, operation, fragments: fragmentsOf(document) };
}

export function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}

/** The object types that a value of the type may have. */
export function objectTypesOf(type: GraphQLOutputType, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isObjectType(named)) return [named];
  return isAbstractType(named) ? schema.getPossibleTypes(named) : [];
}

/** The fields below a value of this type, by their key in the response. */
export function fieldsBelow(
  shape: ResponseShape,
  type: GraphQLObjectType,
  nodes: SelectedBy,
): ReadonlyMap<string, FieldNode[]> {
  const { schema, fragments, operation } = shape;
  if (nodes === undefined) return collectFields(schema, fragments, NO_VARIABLES, type, operation.selectionSet).fields;
  return collectSubFields(schema, fragments, NO_VARIABLES, type, nodes).fields;
}
