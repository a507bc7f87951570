import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import { type DefinitionNode, type GraphQLSchema, Kind, lexicographicSortSchema, print, visit } from 'graphql';

/** The directives, types and fields that the federation library adds to every subgraph. */
const FEDERATION = /^(_|federation__|link__)/;

/**
 * A schema as SDL in alphabetical order, with the directives in use, so that a changed scope or key shows. Definitions
 * that are the same in every subgraph are left out.
 */
export function printSnapshot(schema: GraphQLSchema): string {
  const document = getDocumentNodeFromSchema(lexicographicSortSchema(schema));
  const own = { ...document, definitions: document.definitions.filter(isOwn) };
  return `${print(visit(own, { FieldDefinition: ({ name }) => (FEDERATION.test(name.value) ? null : undefined) }))}\n`;
}

function isOwn(definition: DefinitionNode): boolean {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return false;
  return !('name' in definition && definition.name !== undefined && FEDERATION.test(definition.name.value));
}
