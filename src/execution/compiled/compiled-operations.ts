import { hash } from 'node:crypto';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type CompiledOperation, createCompiler } from './compile-operation.ts';
import { conditionVariables } from './specialize.ts';

export interface CompiledOperationsOptions {
  /** Maximum number of compiled operations that are kept. */
  readonly maxCompiled?: number;
  /**
   * Maximum number of fields of all of them together: each takes some 6 kB. The text of their documents counts, too.
   */
  readonly maxCompiledFields?: number;
  /**
   * Maximum number of fields of one operation, with its fragments expanded for each possible type: compiling each takes
   * some 0.1 ms.
   */
  readonly maxOperationFields?: number;
  /** Maximum number of operations that are remembered by name, to recognize one that is repeated. */
  readonly maxRemembered?: number;
}

/** One operation of a document. */
interface Source {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Identifies the document's text. */
  readonly queryHash: string;
}

/** The facts known about an operation before it is compiled. */
export interface KnownOperation {
  /** Identifies it among all operations. */
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
/** Characters of a document whose tokens and nodes take as much memory as one compiled field. */
const CHARACTERS_PER_FIELD = 100;

/**
 * The compiled operations. An operation is compiled when it is repeated, once for each combination of the values in its
 * @skip and @include. So a query that is sent once costs neither compile time nor memory.
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
      // A variable's name is a slice of the document's text, and keeps all of it in memory.
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

  /** Undefined if the operation has not been run before in this form, or cannot be compiled. */
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

/** A name of bounded length for keys and log lines: callers choose the original. */
function shortened(name: string): string {
  return name.length <= MAX_NAME
    ? name
    : `${name.slice(0, MAX_NAME - HASH_LENGTH)}${hash('sha256', name, 'base64url')}`;
}
