import { hash } from 'node:crypto';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { createBoundExecution, type ExecutionBounds } from './bound-execution.ts';
import { type CompiledOperation, createCompiler } from './compile-operation.ts';
import { interpretableSchema, meterContext, meteredFieldResolver } from './interpretable-schema.ts';
import type { MeteredRun, RunScope } from './metered-run.ts';
import { conditionVariables } from './specialize.ts';

/** One operation of a document that is valid. */
export interface ExecutionRequest {
  readonly document: DocumentNode;
  /** The one of the document's operations that is asked for. */
  readonly operation: OperationDefinitionNode;
  /** Names the document's text. */
  readonly queryHash: string;
  /** As they came. */
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly contextValue: object;
  /** Undefined for nobody in particular. */
  readonly scope?: RunScope;
  readonly logger: { warn(message: string): void };
}

export interface ExecutorOptions extends ExecutionBounds {
  /** Says why an operation is not to run with its variables; see operation-budget.ts. */
  readonly refuse?: (request: ExecutionRequest) => GraphQLError | undefined;
  /** How many compiled operations are kept. */
  readonly maxCompiled?: number;
  /** How many fields they may have all together: each takes some 6 kB. The text of their documents counts as well. */
  readonly maxCompiledFields?: number;
  /** How many fields one may have to be compiled, with its fragments written out for each possible type: each takes some 0.1 ms. */
  readonly maxOperationFields?: number;
  /** How many operations are remembered by name to know one that comes again. */
  readonly maxRemembered?: number;
}

/** How often an operation was run in which way. */
export interface ExecutionCounts {
  readonly interpreted: number;
  readonly compiled: number;
  /** Begun as compiled and then interpreted. */
  readonly abandoned: number;
}

export interface Executor {
  /** A query or a mutation. */
  readonly execute: (request: ExecutionRequest) => Promise<ExecutionResult>;
  /**
   * A subscription: what `answer` makes of each of its events; or one result that says why there are none. Ends, and frees
   * what it holds, when it is returned.
   */
  readonly subscribe: <T>(
    request: ExecutionRequest,
    answer: AnswerEvent<T>,
  ) => Promise<ExecutionResult | AnswerStream<T>>;
  readonly counts: () => ExecutionCounts;
}

/** `execute` executes the subscription's fields for the event; each time with a context of its own. */
export type AnswerEvent<T> = (
  event: unknown,
  execute: (contextValue: object) => Promise<ExecutionResult>,
) => Promise<T>;

type AnswerStream<T> = AsyncGenerator<T, void, void>;

/** What is known of an operation before it is compiled. */
interface Known {
  readonly conditions: readonly string[];
  readonly textLength: number;
  isInterpreted: boolean;
}

/**
 * Executes as graphql-js does. A query that comes again is compiled, once for each combination of what its @skip and
 * @include are given, so that queries which come once neither cost the compiling nor fill the memory.
 *
 * Compiled or not, a response has the same data and errors; see `fieldErrors` for the order of errors. A resolver's
 * `info` is the same but that `path` has no `typename`, and that `fieldNodes` hold nothing that @skip and @include leave out.
 */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions = {}): Executor {
  const { maxCompiled = 500, maxCompiledFields = 10_000, maxOperationFields = 500, maxRemembered = 10_000 } = options;
  const { refuse = () => undefined } = options;
  const compile = createCompiler(schema, maxOperationFields);
  const bounded = createBoundExecution(options);
  const interpretable = interpretableSchema(schema);
  const known = new LRUCache<string, Known>({
    max: maxRemembered,
    maxSize: MAX_REMEMBERED_CHARACTERS,
    // The names of variables keep the text that they were cut from.
    sizeCalculation: ({ conditions, textLength }, key) => key.length + (conditions.length === 0 ? 0 : textLength),
  });
  const seen = new LRUCache<string, true>({ max: maxRemembered });
  const compiled = new LRUCache<string, CompiledOperation>({
    max: maxCompiled,
    maxSize: maxCompiledFields,
    sizeCalculation: ({ size, textLength }) => size + 1 + Math.ceil(textLength / CHARACTERS_PER_FIELD),
  });
  const counts = { interpreted: 0, compiled: 0, abandoned: 0 };

  const interpret = async (
    request: ExecutionRequest,
    metered: MeteredRun,
    rootValue?: unknown,
  ): Promise<ExecutionResult> => {
    counts.interpreted += 1;
    const { document, operation, variables, contextValue } = request;
    meterContext(contextValue, metered);
    return execute({
      schema: interpretable,
      document,
      rootValue,
      contextValue,
      fieldResolver: meteredFieldResolver,
      variableValues: variables,
      operationName: operation.name?.value,
    });
  };

  const compiledFor = (
    request: ExecutionRequest,
    operation: Known,
    key: string,
    variableValues: Record<string, unknown>,
  ): CompiledOperation | undefined => {
    const bits = operation.conditions.map((name) => (variableValues[name] === true ? '1' : '0')).join('');
    const variant = `${key} ${shortened(bits)}`;
    const existing = compiled.get(variant);
    if (existing !== undefined) return existing;
    if (!seen.has(variant)) {
      seen.set(variant, true);
      return undefined;
    }
    const made = compile(request.document, request.operation, variableValues);
    if (made === undefined) operation.isInterpreted = true;
    else compiled.set(variant, made);
    return made;
  };

  const executeMetered = async (
    request: ExecutionRequest,
    metered: MeteredRun,
    rootValue?: unknown,
  ): Promise<ExecutionResult> => {
    if (request.operation.operation === 'mutation') return interpret(request, metered);
    const operationName = shortened(request.operation.name?.value ?? '');
    const key = `${request.queryHash} ${operationName}`;
    let operation = known.get(key);
    if (operation === undefined) {
      const conditions = conditionVariables(request.document, request.operation);
      operation = { conditions, textLength: textLengthOf(request.operation), isInterpreted: false };
      known.set(key, operation);
    }
    if (operation.isInterpreted) return interpret(request, metered, rootValue);

    const { errors, coerced } = getVariableValues(
      schema,
      request.operation.variableDefinitions ?? [],
      request.variables ?? {},
      { maxErrors: MAX_COERCION_ERRORS },
    );
    if (errors !== undefined) return { errors };
    // A null here is an error of its own.
    if (!operation.conditions.every((name) => typeof coerced[name] === 'boolean'))
      return interpret(request, metered, rootValue);
    const code = compiledFor(request, operation, key, coerced);
    if (code === undefined) return interpret(request, metered, rootValue);

    counts.compiled += 1;
    const result = await code.run(metered, request.contextValue, coerced, rootValue);
    if (result !== undefined) return result;
    counts.abandoned += 1;
    metered.startOver();
    operation.isInterpreted = true;
    request.logger.warn(
      `The operation ${operationName || 'without a name'} is interpreted from now on: compiled code cannot treat what its resolvers gave`,
    );
    return interpret(request, metered, rootValue);
  };

  const run = (request: ExecutionRequest, rootValue?: unknown): Promise<ExecutionResult> => {
    const isMutation = request.operation.operation === 'mutation';
    return bounded({ scope: request.scope ?? UNKNOWN, isMutation }, (metered) =>
      executeMetered(request, metered, rootValue),
    );
  };

  const stream = async function* <T>(
    request: ExecutionRequest,
    events: AsyncIterable<unknown>,
    answer: AnswerEvent<T>,
  ): AnswerStream<T> {
    // Several subscribers can share what an event gives: it is not over with one of them.
    const scope = { owner: request.scope?.owner ?? UNKNOWN.owner };
    for await (const event of events)
      yield answer(event, (contextValue) => run({ ...request, contextValue, scope }, event));
  };

  return {
    counts: () => counts,
    execute: async (request) => {
      const reason = refuse(request);
      return reason === undefined ? run(request) : { errors: [reason] };
    },
    subscribe: async (request, answer) => {
      const reason = refuse(request);
      if (reason !== undefined) return { errors: [reason] };
      const { document, operation, variables, contextValue } = request;
      const events = await createSourceEventStream({
        schema,
        document,
        contextValue,
        variableValues: variables,
        operationName: operation.name?.value,
      });
      return Symbol.asyncIterator in events ? stream(request, events, answer) : events;
    },
  };
}

/** A name as a part of a key and of a line in the log: callers choose its length. */
function shortened(name: string): string {
  return name.length <= MAX_NAME
    ? name
    : `${name.slice(0, MAX_NAME - HASH_LENGTH)}${hash('sha256', name, 'base64url')}`;
}

function textLengthOf({ loc }: OperationDefinitionNode): number {
  return loc?.source.body.length ?? 0;
}

const UNKNOWN: RunScope = { owner: '' };

/** As many as graphql-js gives. */
const MAX_COERCION_ERRORS = 50;

const MAX_NAME = 96;
const HASH_LENGTH = 43;
const MAX_REMEMBERED_CHARACTERS = 4_000_000;
/** A text's tokens and nodes take as much memory as a compiled field with each so many characters. */
const CHARACTERS_PER_FIELD = 100;
