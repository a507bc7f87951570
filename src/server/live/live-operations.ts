import { hash } from 'node:crypto';
import { type ExecutionResult, type GraphQLError, Kind } from 'graphql';
import type { ActiveSet } from '../../async/active-set.ts';
import type { Caller } from '../../auth/caller.ts';
import type { Context, OperationScope } from '../../context.ts';
import { BackendUnavailable, Unauthenticated } from '../../errors/catalogue.ts';
import type { ErrorFormatter, FormattedError } from '../../errors/format-error.ts';
import type { Reader } from '../../events/subscriber.ts';
import type { ExecutionRequest, Executor } from '../../execution/executor.ts';
import type { Admission } from '../graphql/admission.ts';
import {
  type OperationParser,
  type OperationRequest,
  type ParsedOperation,
  toBadInput,
} from '../graphql/documents/operation-parser.ts';
import type { OperationSignals } from '../graphql/operation-signal.ts';
import type { LiveQuotas } from './live-quotas.ts';
import { SharedResults } from './shared-results.ts';

/** A result as it goes out, whatever it goes out over. Without `data` it is the last: the operation was refused, or given up. */
export interface LiveResult {
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly FormattedError[];
}

export interface LiveScope {
  readonly caller: Caller;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
  /** The client, whose connection is to be closed where it does not keep up. */
  readonly reader: Reader;
}

export interface LiveOperationsOptions {
  readonly parse: OperationParser;
  readonly executor: Executor;
  readonly createContext: (scope: OperationScope) => Context;
  readonly operations: OperationSignals;
  readonly admission: Admission;
  /** Holds queries and mutations until their results have been taken. */
  readonly active: ActiveSet;
  readonly quotas: LiveQuotas;
  readonly formatError: ErrorFormatter;
  readonly logger: { warn(message: string): void };
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Operation = Omit<ExecutionRequest, 'contextValue'>;

/**
 * Runs what comes over a connection that stays: the same operations, contexts, limits and errors as over HTTP. Nothing is
 * begun before the first result is asked for, and nothing is thrown: what ends an operation is the last thing said of it.
 */
export type RunLive = (request: OperationRequest, scope: LiveScope) => AsyncGenerator<LiveResult, void, void>;

export function createLiveOperations(options: LiveOperationsOptions): RunLive {
  const { parse, executor, createContext, operations, admission, active, quotas, formatError, logger, now } = options;
  const sharedResults = new SharedResults(now);

  const check = (request: OperationRequest, { expiresAt }: Caller): ParsedOperation | readonly Error[] => {
    if (active.isClosed)
      return [new BackendUnavailable('The gateway is stopping: connect again, and another one will answer')];
    if (expiresAt !== undefined && expiresAt <= now())
      return [new Unauthenticated('The token has expired: connect again with a new one')];
    return parse(request);
  };

  const format = ({ data, errors }: ExecutionResult): LiveResult => ({
    ...(errors && { errors: (errors.some(isAboutVariable) ? errors.map(toBadInput) : errors).map(formatError) }),
    ...(data !== undefined && { data }),
  });

  const refuse = (...errors: readonly unknown[]): LiveResult => ({ errors: errors.map(formatError) });

  async function* answer(operation: Operation, { caller, signal }: LiveScope): ReturnType<RunLive> {
    using running = operations.startFor(signal);
    using _ = active.hold(running);
    const contextValue = createContext({ caller, signal: running.signal, abort: running.abort });
    const scope = { owner: caller.name, signal: running.signal, abort: running.abort };
    yield format(
      await admission.run(caller.name, running.signal, () => executor.execute({ ...operation, contextValue, scope })),
    );
  }

  async function* subscribe(operation: Operation, { caller, signal, reader }: LiveScope): ReturnType<RunLive> {
    using sharer = sharedResults.join(caller, nameOf(operation), signal);
    const contextValue = createContext({ caller, signal, reader });
    const scope = { owner: caller.name };
    const results = await admission.subscribe(caller.name, () =>
      executor.subscribe({ ...operation, contextValue, scope }, (event, execute) =>
        sharer.resultOf(event, (common) =>
          admission.runForEvent(caller.name, () =>
            execute(createContext({ caller, signal: common })).then(format, refuse),
          ),
        ),
      ),
    );
    if (!(Symbol.asyncIterator in results)) return yield format(results);
    for await (const result of results) {
      yield result;
      if (result.data === undefined) return;
    }
  }

  return async function* (request, scope) {
    try {
      const checked = check(request, scope.caller);
      if (!('document' in checked)) return yield refuse(...checked);
      const operation = { ...checked, variables: request.variables ?? {}, logger };
      const isSubscription = checked.operation.operation === 'subscription';
      using _ = quotas.holdOperation(scope.caller.name, { ...operation, query: request.query, isSubscription });
      yield* isSubscription ? subscribe(operation, scope) : answer(operation, scope);
    } catch (error) {
      yield refuse(error);
    }
  };
}

/** Faults of variables come by themselves: nothing has been executed then. */
function isAboutVariable({ nodes }: GraphQLError): boolean {
  return nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;
}

/** The same for all who ask the same. */
function nameOf({ queryHash, operation, variables }: Operation): string {
  return hash('sha256', JSON.stringify([queryHash, operation.name?.value, variables]));
}
