import {
  type DirectiveNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

/** The values of an operation's arguments before coercion: a wrong value costs nothing, and is refused later. */
export class GivenValues {
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #operation: OperationDefinitionNode;

  constructor(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>) {
    this.#operation = operation;
    this.#variables = variables;
  }

  /** Undefined for an argument that is left out. */
  argument(field: FieldNode, name: string): unknown {
    const argument = field.arguments?.find((one) => one.name.value === name);
    return argument && this.#valueOf(argument.value);
  }

  /**
   * Returns the list at a path below the arguments. A single value is a list of one, as in GraphQL's input coercion.
   */
  listAt(field: FieldNode, [name = '', ...path]: readonly string[]): readonly unknown[] {
    let value = this.argument(field, name);
    for (const key of path) value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (Array.isArray(value)) return value;
    return value === undefined || value === null ? [] : [value];
  }

  /** True if @skip or @include removes the selection from the operation. */
  leavesOut({ directives = [] }: SelectionNode): boolean {
    return directives.some(
      (directive) =>
        (directive.name.value === 'skip' && this.#condition(directive) === true) ||
        (directive.name.value === 'include' && this.#condition(directive) === false),
    );
  }

  #condition(directive: DirectiveNode): unknown {
    const value = directive.arguments?.[0]?.value;
    return value && this.#valueOf(value);
  }

  #valueOf(node: ValueNode): unknown {
    if (node.kind === Kind.VARIABLE) return this.#variable(node.name.value);
    if (node.kind === Kind.OBJECT) {
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, this.#valueOf(value)]));
    }
    if (node.kind === Kind.LIST) return node.values;
    return valueFromASTUntyped(node);
  }

  #variable(name: string): unknown {
    const given = Object.hasOwn(this.#variables, name) ? this.#variables[name] : undefined;
    if (given !== undefined) return given;
    const definition = this.#operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return definition?.defaultValue && this.#valueOf(definition.defaultValue);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
