import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pace } from './read-body.ts';

/** What can go wrong while a request still comes in. Nothing that it asks for happens unless it comes in whole. */
export type ArrivalFault =
  /** The connection is reset after so many bytes of the body, before any of it by default. A shorter one arrives. */
  | { readonly kind: 'cut'; readonly afterBytes?: number }
  /**
   * After so many bytes no more are read, so that the sender's buffers fill up, and there is no answer. A connection that
   * is not read does not show that its client went: the call is under way until the stand-in stops.
   */
  | { readonly kind: 'stall'; readonly afterBytes?: number }
  /** A pause after each part of the body, some 64 kB; then all goes on as ever. */
  | { readonly kind: 'slow'; readonly pauseMs: number };

/** A short request may be there as a whole already: it is not to be played all the same. */
class RequestBroken extends Error {}

/** How the body is read under the fault. */
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
