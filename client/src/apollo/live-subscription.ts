import { type ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import { print } from '@apollo/client/utilities';
import type { GraphQLFormattedError } from 'graphql';
import type { Observer } from 'rxjs';
import { defaultPauseMs, MAX_PAUSE_MS, type PauseMs } from '../backoff.ts';
import { EventPosition } from '../event-position.ts';
import { codeOf, type LiveConnection } from './live-connection.ts';

export interface LiveSubscriptionOptions {
  /**
   * Called if events may have been missed, for one of two reasons: the connection broke before the first event arrived, or the
   * gateway has deleted events that came after the last one. The subscription continues with the events from now on. Refetch the data
   * that the missed events may have changed.
   */
  readonly onGap?: (() => void) | undefined;
  /**
   * The delay before a reconnect, in milliseconds; `breaks` is the number of consecutive breaks, from 0. By default
   * half a second, doubled each time up to 15 s, with a random variation of up to a half.
   */
  readonly pauseMs?: PauseMs | undefined;
}

/** Runs one subscription, over any number of connections, until the returned function is called. */
export function runSubscription(
  operation: ApolloLink.Operation,
  connection: LiveConnection,
  { onGap, pauseMs = defaultPauseMs }: LiveSubscriptionOptions,
  observer: Observer<ApolloLink.Result>,
): () => void {
  const { query, operationName, variables, extensions } = operation;
  const { client } = connection;
  const position = new EventPosition(query, variables);
  // Each attempt sends the current variables: graphql-ws itself resubscribes after a connection that was closed
  // normally.
  const request = {
    ...{ query: print(query), operationName: operationName ?? null, extensions },
    get variables() {
      return position.variables;
    },
  };
  let breaks = 0;
  let askedAt = 0;
  let hasGap = false;
  let isPausing = false;
  let isOver = false;
  let stop = (): void => undefined;

  const ask = (): void => {
    // The subscriber may have left while `pauseMs` was called.
    if (isOver) return;
    isPausing = false;
    askedAt = Date.now();
    stop = client.subscribe<Record<string, unknown>>(request, {
      next: (result) => {
        breaks = 0;
        position.remember(result.data);
        observer.next(result as ApolloLink.Result);
      },
      error: end,
      complete: () => {
        if (!isOver) observer.complete();
      },
    });
    reportGap();
  };

  const onBreak = (): void => {
    if (position.isOfEvents && !position.canResume) hasGap = true;
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
    else if (code === 'CURSOR_EXPIRED' && position.canResume) {
      position.set(null);
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

function isErrors(reason: unknown): reason is readonly GraphQLFormattedError[] {
  return Array.isArray(reason);
}

function toError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  const text = typeof reason === 'object' && reason !== null && 'reason' in reason ? String(reason.reason) : '';
  return new Error(`The connection was closed with ${String(codeOf(reason))}: ${text}`, { cause: reason });
}
