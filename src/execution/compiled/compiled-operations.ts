import { hash } from 'node:crypto';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type CompiledOperation, createCompiler } from './compile-operation.ts';
import { conditionVariables } from './specialize.ts';

export interface CompiledOperationsOptions {
  /** How many compiled operations are kept. */
  readonly maxCompiled?: number;
  /** How many fields they may have all together: each takes some 6 kB. The text of their documents counts as well. */
  readonly maxCompiledFields?: number;
  /** How many fields one may have to be compiled, with its fragments written out for each possible type: each takes some 0.1 ms. */
  readonly maxOperationFields?: number;
  /** How many operations are remembered by name to know one that comes again. */
  readonly maxRemembered?: number;
}

/** One operation of a document. */
interface Source {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names the document's text. */
  readonly queryHash: string;
}

/** What is known of an operation before it is compiled. */
export interface KnownOperation {
  /** Names it among all operations. */
  readonly key: string;
  /** For the log. */
  readonly name: string;
  /** Its variables in @skip and @include. */
  readonly conditions: readonly string[];
  readonly textLength: number;
  isInterpreted: boolean;
}

const MAX_NAME = 96;
const HASH_LENGTH = 43;
const MAX_REMEMBERED_CHARACTERS = 4_000_000;
/** A text's tokens and nodes take as much memory as a compiled field with each so many characters. */
const CHARACTERS_PER_FIELD = 100;

/**
 * The operations that are compiled: those that come again, once for each combination of what their @skip and @include are
 * given, so that queries which come once neither cost the compiling nor fill the memory.
 */
export class CompiledOperations {
  readonly #compile;
  readonly #known: LRUCache<string, KnownOperation>;
  readonly #seen: LRUCache<string, true>;
  readonly #compiled: LRUCache<string, CompiledOperation>;

  constructor(schema: GraphQLSchema, options: CompiledOperationsOptions) {
    const { maxCompiled = 500, maxCompiledFields = 10_000, maxOperationFields = 500, maxRemembered = 10_000 } = options;
    this.#compile = createCompiler(schema, maxOperationFields);
    this.#known = new LRUCache({
      max: maxRemembered,
      maxSize: MAX_REMEMBERED_CHARACTERS,
      // The names of variables keep the text that they were cut from.
      sizeCalculation: ({ conditions, textLength }, key) => key.length + (conditions.length === 0 ? 0 : textLength),
    });
    this.#seen = new LRUCache({ max: maxRemembered });
    this.#compiled = new LRUCache({
      max: maxCompiled,
      maxSize: maxCompiledFields,
      sizeCalculation: ({ size, textLength }) => size + 1 + Math.ceil(textLength / CHARACTERS_PER_FIELD),
    });
  }

  of({ document, operation, queryHash }: Source): KnownOperation {
    const name = shortened(operation.name?.value ?? '');
    const key = `${queryHash} ${name}`;
    const existing = this.#known.get(key);
    if (existing !== undefined) return existing;
    const conditions = conditionVariables(document, operation);
    const textLength = operation.loc?.source.body.length ?? 0;
    const known = { key, name, conditions, textLength, isInterpreted: false };
    this.#known.set(key, known);
    return known;
  }

  /** Undefined if the operation has not come before in this form, or cannot be compiled. */
  codeFor(
    known: KnownOperation,
    { document, operation }: Source,
    variableValues: Record<string, unknown>,
  ): CompiledOperation | undefined {
    const bits = known.conditions.map((name) => (variableValues[name] === true ? '1' : '0')).join('');
    const variant = `${known.key} ${shortened(bits)}`;
    const existing = this.#compiled.get(variant);
    if (existing !== undefined) return existing;
    if (!this.#seen.has(variant)) {
      this.#seen.set(variant, true);
      return undefined;
    }
    const made = this.#compile(document, operation, variableValues);
    if (made === undefined) known.isInterpreted = true;
    else this.#compiled.set(variant, made);
    return made;
  }
}

/** A name as a part of a key and of a line in the log: callers choose its length. */
function shortened(name: string): string {
  return name.length <= MAX_NAME
    ? name
    : `${name.slice(0, MAX_NAME - HASH_LENGTH)}${hash('sha256', name, 'base64url')}`;
}
