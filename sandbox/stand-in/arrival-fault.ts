import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pace } from './read-body.ts';

/** Faults while a request is being received. Its operation only runs if the request is received completely. */
export type ArrivalFault =
  /**
   * The connection is reset after this many bytes of the body; by default, before the first one. A shorter body is not
   * hit.
   */
  | { readonly kind: 'cut'; readonly afterBytes?: number }
  /**
   * Reading stops after this many bytes, so that the sender's buffers fill up, and there is no answer. A disconnect is
   * not noticed on a connection that is not read: the call is in flight until the stand-in stops.
   */
  | { readonly kind: 'stall'; readonly afterBytes?: number }
  /** A pause after each part of the body, some 64 kB; then the regular answer. */
  | { readonly kind: 'slow'; readonly pauseMs: number };

/** Thrown because a short request may already be complete, but must not be executed. */
class RequestBroken extends Error {}

/** The pace at which the body is read under the fault. */
export function paceOf(fault: ArrivalFault, request: IncomingMessage, gone: AbortSignal): Pace {
  switch (fault.kind) {
    case 'cut':
      return async (size) => {
        if (size < (fault.afterBytes ?? 0)) return;
        request.socket.resetAndDestroy();
        throw new RequestBroken();
      };
    case 'stall':
      return async (size) => {
        if (size < (fault.afterBytes ?? 0)) return;
        await ended(gone);
        throw new RequestBroken();
      };
    case 'slow':
      return async (size) => {
        if (size > 0) await delay(fault.pauseMs, undefined, { ref: false, signal: gone });
      };
  }
}

function ended(gone: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (gone.aborted) resolve();
  gone.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}
