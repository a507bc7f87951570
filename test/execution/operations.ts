import * as fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';

export interface GeneratedOperation {
  readonly source: string;
  readonly variables: Record<string, unknown>;
}

/** A text that the scalar accepts. */
export type ScalarTexts = Readonly<Record<string, string>>;

interface Declared {
  readonly type: string;
  readonly value: unknown;
}

/**
 * Writes a query of fields, aliases, arguments, variables, conditions, inline fragments and named ones. Most are valid:
 * the same key always has the same arguments. `draw(n)` returns a number below n.
 */
class Writer {
  readonly #draw: (bound: number) => number;
  readonly #schema: GraphQLSchema;
  readonly #texts: ScalarTexts;
  readonly #arguments = new Map<string, string>();
  readonly #fragments = new Map<string, { readonly on: string; text: string }>();
  readonly #variables = new Map<string, Declared>();
  #fieldsLeft = 60;

  constructor(draw: (bound: number) => number, schema: GraphQLSchema, texts: ScalarTexts) {
    this.#draw = draw;
    this.#schema = schema;
    this.#texts = texts;
  }

  operation(): GeneratedOperation {
    const query = this.#schema.getQueryType();
    if (!query) throw new TypeError('a schema without a query type');
    const body = this.#selection(query, 0);
    const declarations = [...this.#variables].map(([name, { type }]) => `$${name}: ${type}`);
    const head = `query${this.#draw(2) === 0 ? ' Q' : ''}${declarations.length > 0 ? `(${declarations.join(', ')})` : ''}`;
    const fragments = [...this.#fragments].map(([name, { on, text }]) => `fragment ${name} on ${on} ${text}`);
    const given = [...this.#variables].filter(([, { value }]) => value !== undefined);
    return {
      source: [`${head} ${body}`, ...fragments].join('\n'),
      variables: Object.fromEntries(given.map(([name, { value }]) => [name, value])),
    };
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.#draw(depth === 0 ? 3 : 4);
    const selections = Array.from({ length: count }, () => this.#one(type, depth));
    return `{ ${selections.join(' ')}${this.#draw(6) === 0 ? ' __typename' : ''} }`;
  }

  #one(type: GraphQLCompositeType, depth: number): string {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields()).filter(({ name }) => name !== '_service');
    const kind = this.#draw(10);
    if (depth < 5 && this.#fieldsLeft > 0 && (kind < 2 || fields.length === 0)) return this.#inline(type, depth);
    if (depth < 5 && this.#fieldsLeft > 0 && kind === 2) return this.#spread(type, depth);
    const usable = fields.filter((field) =>
      depth < 5 && this.#fieldsLeft > 0 ? true : !isCompositeType(getNamedType(field.type)),
    );
    const field = usable[this.#draw(Math.max(1, usable.length))];
    return field ? this.#field(field, depth) : '__typename';
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#fieldsLeft -= 1;
    const type = getNamedType(field.type);
    const alias = ['', '', '', `${field.name}_x`, `x_${field.name}`][this.#draw(5)] ?? '';
    const key = alias || field.name;
    // A key always has the same arguments and is for fields of the same name, anywhere in the query.
    let args = this.#arguments.get(key);
    if (args === undefined) {
      args = this.#argumentList(field.args);
      this.#arguments.set(key, args);
    }
    const below = isCompositeType(type) ? ` ${this.#selection(type, depth + 1)}` : '';
    return `${alias && `${alias}: `}${field.name}${args}${this.#condition()}${below}`;
  }

  #inline(type: GraphQLCompositeType, depth: number): string {
    const on = this.#draw(4) === 0 ? type : this.#narrower(type);
    const condition = on === type && this.#draw(2) === 0 ? '' : ` on ${on.name}`;
    return `...${condition}${this.#condition()} ${this.#selection(on, depth + 1)}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const known = [...this.#fragments].filter(([, { on, text }]) => on === type.name && text !== '');
    const again = known[this.#draw(Math.max(1, known.length))];
    if (again && this.#draw(2) === 0) return `...${again[0]}${this.#condition()}`;
    const on = this.#draw(2) === 0 ? type : this.#narrower(type);
    const name = `F${this.#fragments.size}`;
    const fragment = { on: on.name, text: '' };
    this.#fragments.set(name, fragment);
    fragment.text = this.#selection(on, depth + 1);
    return `...${name}${this.#condition()}`;
  }

  #narrower(type: GraphQLCompositeType): GraphQLCompositeType {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
    return possible[this.#draw(Math.max(1, possible.length))] ?? type;
  }

  #condition(): string {
    const kind = this.#draw(14);
    if (kind > 2) return '';
    const what = this.#draw(3) === 0 ? String(this.#draw(2) === 0) : this.#boolean();
    if (kind === 0) return ` @skip(if: ${what})`;
    return kind === 1 ? ` @include(if: ${what})` : ` @include(if: ${what}) @skip(if: ${this.#boolean()})`;
  }

  #boolean(): string {
    const name = `b${this.#draw(3)}`;
    if (!this.#variables.has(name)) {
      const hasDefault = this.#draw(3) === 0;
      const value = this.#draw(2) === 0;
      this.#variables.set(
        name,
        hasDefault
          ? { type: `Boolean = ${value}`, value: [undefined, !value][this.#draw(2)] }
          : { type: 'Boolean!', value },
      );
    }
    return `$${name}`;
  }

  #argumentList(args: readonly GraphQLArgument[]): string {
    const given = args.filter(
      (arg) => (isNonNullType(arg.type) && arg.defaultValue === undefined) || this.#draw(2) === 0,
    );
    if (given.length === 0) return '';
    return `(${given.map((arg) => `${arg.name}: ${this.#draw(2) === 0 ? this.#variable(arg.type) : this.#literal(arg.type, 0)}`).join(', ')})`;
  }

  #variable(type: GraphQLInputType): string {
    const name = `v${this.#variables.size}`;
    const bad = this.#draw(40) === 0;
    const omitted = !isNonNullType(type) && this.#draw(4) === 0;
    this.#variables.set(name, {
      type: String(type),
      value: omitted ? undefined : bad ? { bad: [true] } : this.#value(type, 0),
    });
    return `$${name}`;
  }

  #literal(type: GraphQLInputType, depth: number): string {
    if (depth > 0 && !isNonNullType(type) && this.#draw(8) === 0) return this.#variable(type);
    if (isNonNullType(type)) return this.#literal(type.ofType, depth);
    if (isListType(type))
      return `[${Array.from({ length: this.#draw(3) }, () => this.#literal(type.ofType, depth + 1)).join(', ')}]`;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 2 && this.#draw(2) === 0),
      );
      return `{ ${fields.map((field) => `${field.name}: ${this.#literal(field.type, depth + 1)}`).join(', ')} }`;
    }
    const value = this.#value(type, depth);
    return isEnumType(type) ? String(value) : JSON.stringify(value).replace(/"(\w+)":/g, '$1:');
  }

  #value(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, depth);
    if (this.#draw(9) === 0 && depth === 0) return null;
    if (isListType(type)) {
      const list = Array.from({ length: this.#draw(3) }, () => this.#value(type.ofType, depth + 1));
      return list.length === 1 ? list[0] : list;
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 2 && this.#draw(2) === 0),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type, depth + 1)]));
    }
    if (isEnumType(type)) return type.getValues()[this.#draw(type.getValues().length)]?.name;
    if (type.name === 'Int') return this.#draw(100);
    if (type.name === 'Float') return this.#draw(100) / 4;
    if (type.name === 'Boolean') return this.#draw(2) === 0;
    if (type.name === '_Any') return { __typename: 'Invoice', id: `i${this.#draw(4)}` };
    return this.#texts[type.name] ?? `s${this.#draw(10)}`;
  }
}

/** An operation of a schema, and a seed for its world. */
export function operationsOf(
  schema: GraphQLSchema,
  texts: ScalarTexts = {},
): fc.Arbitrary<GeneratedOperation & { readonly seed: number }> {
  return fc
    .tuple(fc.array(fc.nat({ max: 1_000_000 }), { minLength: 60, maxLength: 400, size: 'max' }), fc.nat())
    .map(([choices, seed]) => {
      let next = 0;
      // Past its end, the list returns zeros: a shorter list is a simpler operation.
      const writer = new Writer((bound) => (choices[next++] ?? 0) % bound, schema, texts);
      return { ...writer.operation(), seed };
    });
}
