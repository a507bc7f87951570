import { hash } from 'node:crypto';
import { type ExecutionResult, type GraphQLError, Kind } from 'graphql';
import type { ActiveSet } from '../../async/active-set.ts';
import type { Caller } from '../../auth/caller.ts';
import type { Context, OperationScope } from '../../context.ts';
import { BackendUnavailable, Unauthenticated } from '../../errors/catalogue.ts';
import type { ErrorFormatter, FormattedError } from '../../errors/format-error.ts';
import type { Reader } from '../../events/subscriber.ts';
import type { ExecutionRequest, Executor } from '../../execution/executor.ts';
import type { RequestRecord } from '../../telemetry/request-record.ts';
import { relaySpan } from '../../telemetry/tracing/request-spans.ts';
import { nameOf as nameOfError, type Span } from '../../telemetry/tracing/tracer.ts';
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

/**
 * A result, in the form for every transport. A result without `data` is the last one: the operation was refused or
 * cancelled.
 */
export interface LiveResult {
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly FormattedError[];
}

export interface LiveScope {
  readonly caller: Caller;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
  /** The client, whose connection is closed if it falls behind. */
  readonly reader: Reader;
  /** The request of a stream, or one operation of a WebSocket. */
  readonly record: RequestRecord;
}

export interface LiveOperationsOptions {
  readonly parse: OperationParser;
  readonly executor: Executor;
  readonly createContext: (scope: OperationScope) => Context;
  readonly operations: OperationSignals;
  readonly admission: Admission;
  /** Holds queries and mutations until their results have been sent. */
  readonly active: ActiveSet;
  readonly quotas: LiveQuotas;
  readonly formatError: ErrorFormatter;
  readonly logger: { warn(message: string): void };
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Operation = Omit<ExecutionRequest, 'contextValue'>;

/**
 * Runs operations of live connections, with the same contexts, limits and errors as over HTTP. An operation starts when
 * its first result is requested. It never throws: its last result has the error that ended it.
 */
export type RunLive = (request: OperationRequest, scope: LiveScope) => AsyncGenerator<LiveResult, void, void>;

export function createLiveOperations(options: LiveOperationsOptions): RunLive {
  const { parse, executor, createContext, operations, admission, active, quotas, formatError, logger, now } = options;
  const sharedResults = new SharedResults(now);

  const check = (request: OperationRequest, { expiresAt }: Caller): ParsedOperation | readonly Error[] => {
    if (active.isClosed)
      return [new BackendUnavailable('The gateway is shutting down: connect again, and another instance will answer')];
    if (expiresAt !== undefined && expiresAt <= now())
      return [new Unauthenticated('The token has expired: connect again with a new token')];
    return parse(request);
  };

  const format = ({ data, errors }: ExecutionResult): LiveResult => ({
    ...(errors && { errors: (errors.some(isAboutVariable) ? errors.map(toBadInput) : errors).map(formatError) }),
    ...(data !== undefined && { data }),
  });

  const refuse = (...errors: readonly unknown[]): LiveResult => ({ errors: errors.map(formatError) });

  async function* answer(operation: Operation, { caller, signal, record }: LiveScope): ReturnType<RunLive> {
    using running = operations.startFor(signal);
    using _ = active.hold(running);
    const scope = { owner: caller.name, signal: running.signal, abort: running.abort };
    const execute = () => {
      // Created when its turn has come: the accounts may be others by then.
      const contextValue = createContext({ caller, signal: running.signal, abort: running.abort });
      return executor.execute({ ...operation, contextValue, scope });
    };
    yield noted(record, format(await admission.run(caller.name, running.signal, execute, record)));
  }

  async function* subscribe(operation: Operation, { caller, signal, reader, record }: LiveScope): ReturnType<RunLive> {
    using sharer = sharedResults.join(caller, nameOf(operation), signal);
    const contextValue = createContext({ caller, signal, reader });
    const scope = { owner: caller.name };
    const subscription = { ...operation, contextValue, scope };
    const start = () =>
      executor.subscribe(subscription, (event, execute) =>
        sharer.resultOf(event, (common) => {
          const run = () => execute(createContext({ caller, signal: common })).then(format, refuse);
          return inRelaySpan(record, (span) => admission.runForEvent(caller.name, run, { request: record, span }));
        }),
      );
    const results = await admission.subscribe(caller.name, start, record);
    if (!(Symbol.asyncIterator in results)) return yield noted(record, format(results));
    for await (const result of results) {
      yield noted(record, result);
      if (result.data === undefined) return;
    }
  }

  return async function* (request, scope) {
    try {
      const checked = check(request, scope.caller);
      if (!('document' in checked)) return yield noted(scope.record, refuse(...checked));
      const { operation: type, name } = checked.operation;
      scope.record.operation = { type, name: name?.value, hash: checked.queryHash };
      const operation = { ...checked, variables: request.variables ?? {}, logger };
      const isSubscription = checked.operation.operation === 'subscription';
      using _ = quotas.holdOperation(scope.caller.name, { ...operation, query: checked.text, isSubscription });
      yield* isSubscription ? subscribe(operation, scope) : answer(operation, scope);
    } catch (error) {
      yield noted(scope.record, refuse(error));
    }
  };
}

/** Runs the subscription's operation for one event in a span of its own. */
function inRelaySpan(
  record: RequestRecord,
  work: (span: Span | undefined) => Promise<LiveResult>,
): Promise<LiveResult> {
  const span = relaySpan(record);
  const running = work(span);
  if (span === undefined) return running;
  running.then(
    ({ errors }) => span.end({ error: errors?.[0]?.extensions.code }),
    (error: unknown) => span.end({ error: nameOfError(error) }),
  );
  return running;
}

/** Notes the error of a result in the record of its request. */
function noted(record: RequestRecord, result: LiveResult): LiveResult {
  const [error] = result.errors ?? [];
  if (error !== undefined) record.failed(error.extensions.code);
  return result;
}

/** Errors of variables come alone: they prevent execution. */
function isAboutVariable({ nodes }: GraphQLError): boolean {
  return nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;
}

/** Returns the same name for equal operations with equal variables. */
function nameOf({ queryHash, operation, variables }: Operation): string {
  return hash('sha256', JSON.stringify([queryHash, operation.name?.value, variables]));
}
