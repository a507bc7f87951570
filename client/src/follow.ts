import { EventsEndDocument } from './__generated__/operations.ts';
import { defaultPauseMs, MAX_PAUSE_MS, pause } from './backoff.ts';
import type { Endpoint } from './endpoint.ts';
import { EventConnection, type EventConnectionOptions } from './event-connection.ts';
import { EventPosition } from './event-position.ts';
import { GatewayError } from './gateway-error.ts';
import { readOperation, type TypedOperation } from './operation.ts';
import { request } from './request.ts';

export interface FollowOptions extends EventConnectionOptions {
  /** Called for each break of the connection, with the milliseconds until the next attempt. */
  readonly onBreak?: ((error: GatewayError, pauseMs: number) => void) | undefined;
}

interface Events {
  readonly documentEvents: { readonly id: string };
}

/**
 * Subscribes to `documentEvents` over server-sent events and yields each event once, in order. After a break, it
 * reconnects and continues after the last event that it has yielded. Without `after`, the first event is the next one that
 * happens. The operation takes `after` from a variable and selects `id`, as DocumentEventsDocument does.
 *
 * Ends when `signal` aborts. Throws GatewayError if the gateway refuses the operation. The code `CURSOR_EXPIRED` means that the
 * gateway has deleted events that came after `after`. Call `follow` again without `after` then, and read the lists for the
 * documents of the deleted events.
 */
export async function* follow<Data extends Events, Variables extends object>(
  endpoint: Endpoint,
  document: TypedOperation<Data, Variables>,
  variables: Variables,
  options: FollowOptions = {},
): AsyncGenerator<Data['documentEvents'], void, undefined> {
  const { signal, onBreak } = options;
  const { pauseMs = defaultPauseMs } = endpoint;
  const operation = readOperation(document as TypedOperation<unknown, never>);
  const position = new EventPosition(operation.document, variables as Readonly<Record<string, unknown>>);
  if (operation.kind !== 'subscription' || !position.takesAfter || position.field !== 'documentEvents')
    throw new TypeError('follow() runs a subscription to documentEvents that takes `after` from a variable');
  let breaks = 0;
  while (!signal?.aborted) {
    const startedAt = Date.now();
    const connection = new EventConnection(endpoint, options);
    try {
      // Otherwise events would be lost if the connection broke before the first one.
      if (!position.canResume) position.set(await eventsEnd(endpoint, signal));
      for await (const data of connection.results(operation, position.variables)) {
        breaks = 0;
        position.remember(data);
        if (!position.canResume) throw new TypeError('follow() continues after the id of an event: select `id`');
        yield (data as Data).documentEvents;
        if (signal?.aborted) return;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (!(error instanceof GatewayError) || !connection.isPassing(error)) throw error;
      if (Date.now() - startedAt > MAX_PAUSE_MS) breaks = 0;
      const ms = Math.max(error.retryAfterMs ?? 0, pauseMs(breaks));
      breaks += 1;
      onBreak?.(error, ms);
      await pause(ms, signal);
    }
  }
}

async function eventsEnd(endpoint: Endpoint, signal: AbortSignal | undefined): Promise<string> {
  const { eventsEnd } = await request(endpoint, EventsEndDocument, {}, { signal });
  return eventsEnd;
}
