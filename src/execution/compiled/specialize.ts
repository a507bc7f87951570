import {
  type ASTNode,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

type Selection = FieldNode | FragmentSpreadNode | InlineFragmentNode;

/** The operation's variables that @skip and @include depend on. */
export function conditionVariables(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      const condition = isCondition(directive)
        ? directive.arguments?.find(({ name }) => name.value === 'if')?.value
        : undefined;
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  // Other operations of the document may declare other variables.
  const own = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
  return own.filter((name) => names.has(name));
}

/**
 * One operation of a document for these values of its conditions: @skip and @include are applied, and variables are not
 * declared. graphql-jit's own handling of both directives loses fields if a fragment is spread more than once, and
 * changes their order. The nodes are copies, since graphql-jit writes into those that it compiles.
 */
export function specialize(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variableValues: Record<string, unknown>,
): DocumentNode {
  const leaveOut = (node: Selection): null | undefined => (isLeftOut(node, variableValues) ? null : undefined);
  const copied = { enter: leaveOut, leave: withoutConditions };
  return visit(document, {
    OperationDefinition: {
      enter: (node) => (node === operation ? undefined : null),
      leave: (node) => ({ ...node, variableDefinitions: [] }),
    },
    Field: copied,
    FragmentSpread: copied,
    InlineFragment: copied,
  });
}

function isLeftOut(node: Selection, variableValues: Record<string, unknown>): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] === true) return true;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] === false;
}

function withoutConditions<T extends Selection>(node: T): ASTNode {
  return { ...node, directives: node.directives?.filter((directive) => !isCondition(directive)) ?? [] };
}

function isCondition({ name }: DirectiveNode | ConstDirectiveNode): boolean {
  return name.value === GraphQLSkipDirective.name || name.value === GraphQLIncludeDirective.name;
}
