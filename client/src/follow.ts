import { type ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import { getMainDefinition, print } from '@apollo/client/utilities';
import { type DocumentNode, type GraphQLFormattedError, Kind } from 'graphql';
import type { Observer } from 'rxjs';
import { codeOf, type LiveConnection } from './live-connection.ts';

export interface FollowOptions {
  /**
   * Called if events may have been missed: the connection broke before the first event, or the events after the last
   * one are no longer kept. The subscription does not miss events after this call. Refetch the data that such events would have changed.
   */
  readonly onGap?: (() => void) | undefined;
  /**
   * The delay before a reconnect, in milliseconds; `breaks` is the number of consecutive breaks, from 0. By default
   * half a second, doubled each time up to 15 s, with a random variation of up to a half.
   */
  readonly pauseMs?: ((breaks: number) => number) | undefined;
}

type Result = ApolloLink.Result<Record<string, { readonly id?: unknown } | null>>;

const MAX_PAUSE_MS = 15_000;

/** Random, so that clients do not all reconnect at once when a gateway comes back. */
function defaultPauseMs(breaks: number): number {
  return Math.min(500 * 2 ** breaks, MAX_PAUSE_MS) * (0.5 + Math.random());
}

/** Runs one subscription, over any number of connections, until the returned function is called. */
export function follow(
  operation: ApolloLink.Operation,
  connection: LiveConnection,
  { onGap, pauseMs = defaultPauseMs }: FollowOptions,
  observer: Observer<ApolloLink.Result>,
): () => void {
  const { query, operationName, variables, extensions } = operation;
  const { client } = connection;
  const events = findEvents(query);
  // Each attempt sends the current variables: graphql-ws itself resubscribes after a connection that was closed
  // normally.
  const request = { query: print(query), operationName: operationName ?? null, variables, extensions };
  let breaks = 0;
  let askedAt = 0;
  let hasGap = false;
  let isPausing = false;
  let isOver = false;
  let stop = (): void => undefined;

  const canResume = (): boolean => events?.variable !== undefined && request.variables[events.variable] != null;

  const ask = (): void => {
    // The subscriber may have left while `pauseMs` was called.
    if (isOver) return;
    isPausing = false;
    askedAt = Date.now();
    stop = client.subscribe<Result['data'] & {}>(request, {
      next: (result) => {
        breaks = 0;
        if (events !== undefined) remember(result as Result);
        observer.next(result as ApolloLink.Result);
      },
      error: end,
      complete: () => {
        if (!isOver) observer.complete();
      },
    });
    reportGap();
  };

  const remember = ({ data }: Result): void => {
    const { field, variable } = events ?? {};
    if (variable === undefined || field === undefined) return;
    const id = data?.[field]?.id;
    // The subscription cannot resume after an event without an id.
    request.variables = { ...request.variables, [variable]: typeof id === 'string' ? id : null };
  };

  const onBreak = (): void => {
    if (events !== undefined && !canResume()) hasGap = true;
  };

  /** Only after resubscribing: otherwise events between the refetch and the subscription would be missed, too. */
  const reportGap = (): void => {
    if (!hasGap || isPausing || !connection.isOpen) return;
    hasGap = false;
    onGap?.();
  };

  const retry = (): void => {
    if (Date.now() - askedAt > MAX_PAUSE_MS) breaks = 0;
    onBreak();
    isPausing = true;
    const timer = setTimeout(ask, pauseMs(breaks));
    breaks += 1;
    stop = () => clearTimeout(timer);
  };

  const end = (reason: unknown): void => {
    // A connection may fail after the subscriber has left.
    if (isOver) return;
    // Otherwise graphql-ws would count this subscription as a user of the connection.
    stop();
    if (!isErrors(reason)) {
      if (connection.isFatal(reason)) observer.error(toError(reason));
      else retry();
      return;
    }
    const code = reason[0]?.extensions?.['code'];
    if (code === 'BACKEND_UNAVAILABLE') retry();
    else if (code === 'CURSOR_EXPIRED' && canResume()) {
      request.variables = { ...request.variables, [events?.variable ?? '']: null };
      hasGap = true;
      ask();
    } else observer.error(new CombinedGraphQLErrors({ errors: reason }));
  };

  const release = [
    connection.use(),
    client.on('closed', onBreak),
    client.on('error', onBreak),
    client.on('connected', reportGap),
  ];
  ask();
  return () => {
    isOver = true;
    stop();
    for (const each of release) each();
  };
}

/**
 * If an operation selects `documentEvents`: the name of the field in its results, and of the variable for `after`.
 * Undefined for other operations: their first result is the current state, so they do not need past events.
 */
function findEvents(
  query: DocumentNode,
): { readonly field: string; readonly variable: string | undefined } | undefined {
  for (const field of getMainDefinition(query).selectionSet.selections) {
    if (field.kind !== Kind.FIELD || field.name.value !== 'documentEvents') continue;
    const after = field.arguments?.find(({ name }) => name.value === 'after')?.value;
    const variable = after?.kind === Kind.VARIABLE ? after.name.value : undefined;
    return { field: (field.alias ?? field.name).value, variable };
  }
  return undefined;
}

function isErrors(reason: unknown): reason is readonly GraphQLFormattedError[] {
  return Array.isArray(reason);
}

function toError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  const text = typeof reason === 'object' && reason !== null && 'reason' in reason ? String(reason.reason) : '';
  return new Error(`The connection was closed with ${String(codeOf(reason))}: ${text}`, { cause: reason });
}
