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
import { createBoundExecution, type ExecutionBounds } from './bound-execution.ts';
import { CompiledOperations, type CompiledOperationsOptions } from './compiled/compiled-operations.ts';
import { interpretableSchema, meterContext, meteredFieldResolver } from './interpretable-schema.ts';
import type { MeteredRun, RunScope } from './metered-run.ts';

/** One operation of a valid document. */
export interface ExecutionRequest {
  readonly document: DocumentNode;
  /** The requested operation of the document. */
  readonly operation: OperationDefinitionNode;
  /** Identifies the document's text. */
  readonly queryHash: string;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly contextValue: object;
  /** Undefined if the caller is unknown. */
  readonly scope?: RunScope;
  readonly logger: { warn(message: string): void };
}

export interface ExecutorOptions extends ExecutionBounds, CompiledOperationsOptions {
  /** Returns the reason if an operation may not run with its variables; see operation-budget.ts. */
  readonly refuse?: (request: ExecutionRequest) => GraphQLError | undefined;
}

/** The number of operations, by the way they were run. */
export interface ExecutionCounts {
  readonly interpreted: number;
  readonly compiled: number;
  /** Started as compiled code, then interpreted. */
  readonly abandoned: number;
}

export interface Executor {
  /** A query or a mutation. */
  readonly execute: (request: ExecutionRequest) => Promise<ExecutionResult>;
  /**
   * A subscription: the result of `answer` for each of its events, or a single result with the reason if it is refused.
   * `return()` ends it and frees its resources.
   */
  readonly subscribe: <T>(
    request: ExecutionRequest,
    answer: AnswerEvent<T>,
  ) => Promise<ExecutionResult | AnswerStream<T>>;
  readonly counts: () => ExecutionCounts;
}

/** `execute` executes the subscription's fields for the event, each time with a context of its own. */
export type AnswerEvent<T> = (
  event: unknown,
  execute: (contextValue: object) => Promise<ExecutionResult>,
) => Promise<T>;

type AnswerStream<T> = AsyncGenerator<T, void, void>;

/**
 * Executes as graphql-js does. A repeated query is compiled.
 *
 * Compiled or not, a response has the same data and errors; see `fieldErrors` for the order of errors. A resolver's
 * `info` is the same, except that `path` does not have a `typename`, and that `fieldNodes` lack the nodes that a
 * condition leaves out.
 */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions = {}): Executor {
  const { refuse = () => undefined } = options;
  const operations = new CompiledOperations(schema, options);
  const bounded = createBoundExecution(options);
  const interpretable = interpretableSchema(schema);
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

  const executeMetered = async (
    request: ExecutionRequest,
    metered: MeteredRun,
    rootValue?: unknown,
  ): Promise<ExecutionResult> => {
    if (request.operation.operation === 'mutation') return interpret(request, metered);
    const operation = operations.of(request);
    if (operation.isInterpreted) return interpret(request, metered, rootValue);

    const { errors, coerced } = getVariableValues(
      schema,
      request.operation.variableDefinitions ?? [],
      request.variables ?? {},
      { maxErrors: MAX_COERCION_ERRORS },
    );
    if (errors !== undefined) return { errors };
    // A null condition is an error, which graphql-js reports.
    if (!operation.conditions.every((name) => typeof coerced[name] === 'boolean'))
      return interpret(request, metered, rootValue);
    const code = operations.codeFor(operation, request, coerced);
    if (code === undefined) return interpret(request, metered, rootValue);

    counts.compiled += 1;
    const result = await code.run(metered, request.contextValue, coerced, rootValue);
    if (result !== undefined) return result;
    counts.abandoned += 1;
    metered.startOver();
    operation.isInterpreted = true;
    request.logger.warn(
      `The operation ${operation.name || 'without a name'} is interpreted from now on: compiled code cannot handle a value from its resolvers`,
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
    // Several subscribers can share the result of an event: it must not end when one of them leaves.
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

const UNKNOWN: RunScope = { owner: '' };

/** The limit of graphql-js. */
const MAX_COERCION_ERRORS = 50;
