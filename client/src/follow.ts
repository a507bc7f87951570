import { type ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import { getMainDefinition, print } from '@apollo/client/utilities';
import { type DocumentNode, type GraphQLFormattedError, Kind } from 'graphql';
import type { Observer } from 'rxjs';
import { codeOf, type LiveConnection } from './live-connection.ts';

export interface FollowOptions {
  /**
   * Events may have been missed, and no more of them are from now on: the connection broke before the first had come, or
   * what followed the last one is no longer kept. Whatever shows what they would have changed is to be fetched anew.
   */
  readonly onGap?: (() => void) | undefined;
  /**
   * How many milliseconds after a break it is tried again; `breaks` counts those in a row, from 0. Half a second, then
   * twice as long each time up to 15 s, each shortened or lengthened by up to a half.
   */
  readonly pauseMs?: ((breaks: number) => number) | undefined;
}

type Result = ApolloLink.Result<Record<string, { readonly id?: unknown } | null>>;

const MAX_PAUSE_MS = 15_000;

/** Not all at once when a gateway comes back. */
function defaultPauseMs(breaks: number): number {
  return Math.min(500 * 2 ** breaks, MAX_PAUSE_MS) * (0.5 + Math.random());
}

/** Runs one subscription, through any number of connections, until what is returned is called. */
export function follow(
  operation: ApolloLink.Operation,
  connection: LiveConnection,
  { onGap, pauseMs = defaultPauseMs }: FollowOptions,
  observer: Observer<ApolloLink.Result>,
): () => void {
  const { query, operationName, variables, extensions } = operation;
  const { client } = connection;
  const events = findEvents(query);
  // Sent with what it holds at that time: graphql-ws itself asks again after a connection that ended in good order.
  const request = { query: print(query), operationName: operationName ?? null, variables, extensions };
  let breaks = 0;
  let askedAt = 0;
  let hasGap = false;
  let isPausing = false;
  let isOver = false;
  let stop = (): void => undefined;

  const canResume = (): boolean => events?.variable !== undefined && request.variables[events.variable] != null;

  const ask = (): void => {
    // As somebody may go while asked how long to pause.
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
    tellGap();
  };

  const remember = ({ data }: Result): void => {
    const { field, variable } = events ?? {};
    if (variable === undefined || field === undefined) return;
    const id = data?.[field]?.id;
    // Of an event without one, nobody can say what followed it.
    request.variables = { ...request.variables, [variable]: typeof id === 'string' ? id : null };
  };

  const onBreak = (): void => {
    if (events !== undefined && !canResume()) hasGap = true;
  };

  /** Not before it is asked again: what happens between a fetch and that would be missed as well. */
  const tellGap = (): void => {
    if (!hasGap || isPausing || !connection.isOpen) return;
    hasGap = false;
    onGap?.();
  };

  const again = (): void => {
    if (Date.now() - askedAt > MAX_PAUSE_MS) breaks = 0;
    onBreak();
    isPausing = true;
    const timer = setTimeout(ask, pauseMs(breaks));
    breaks += 1;
    stop = () => clearTimeout(timer);
  };

  const end = (reason: unknown): void => {
    // A connection may fail after nobody wants it any more.
    if (isOver) return;
    // Otherwise graphql-ws would count it among those that want the connection.
    stop();
    if (!isErrors(reason)) {
      if (connection.isFatal(reason)) observer.error(toError(reason));
      else again();
      return;
    }
    const code = reason[0]?.extensions?.['code'];
    if (code === 'BACKEND_UNAVAILABLE') again();
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
    client.on('connected', tellGap),
  ];
  ask();
  return () => {
    isOver = true;
    stop();
    for (const each of release) each();
  };
}

/**
 * Where an operation selects `documentEvents`: the name of the field in its results, and of the variable that it takes as
 * `after`. Undefined for an operation that begins with the state of what it is about, and so has no past to catch up on.
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
