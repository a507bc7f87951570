import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { BadUserInput, Forbidden } from '../errors/catalogue.ts';
import { Refused } from '../events/sns/refused.ts';
import type { TakeDelivery, WebhookAccount } from '../events/webhook-inbox.ts';
import type { InFlight } from './in-flight.ts';
import type { WebhookMetrics } from './metrics.ts';
import { readBytes } from './read-body.ts';
import { MethodNotAllowed, type Route, searchOf, sendText } from './route.ts';

/** SNS sends no more than 256 KiB of message, in JSON that may be escaped. */
const MAX_BODY_BYTES = 1_000_000;

export interface WebhookRouteOptions {
  readonly account: WebhookAccount;
  /** Undefined where the account has none: then its topics are what lets a delivery in. */
  readonly secret: string | undefined;
  readonly take: TakeDelivery;
  readonly inFlight: Pick<InFlight, 'receiving'>;
  readonly metrics: WebhookMetrics;
  readonly logger: Logger;
}

/**
 * One company's door for deliveries of SNS. 200 only when the event is durable; 4xx for what is not to be sent again; 5xx
 * for what SNS has to send again.
 */
export function createWebhookRoute({ account, secret, take, inFlight, metrics, logger }: WebhookRouteOptions): Route {
  return async (request, response) => {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      throw new MethodNotAllowed('Deliveries of SNS come with POST');
    }
    try {
      using receiving = inFlight.receiving.hold(request.socket.remoteAddress ?? '');
      const body = await readBytes(request, MAX_BODY_BYTES, receiving);
      checkSecret(request, secret);
      metrics.took(await take(account, body, request.headers));
      sendText(response, 200, 'text/plain; charset=utf-8', '');
    } catch (error) {
      const reason = reasonOf(error);
      metrics.refused(reason);
      logger.warn({ ...account.origin, reason, ...detailsOf(error) }, 'a webhook delivery was not taken');
      throw error;
    }
  };
}

/** Compared by digest: neither the length nor the first wrong letter shows in the time it takes. */
function checkSecret(request: IncomingMessage, secret: string | undefined): void {
  if (secret === undefined) return;
  const given = new URLSearchParams(searchOf(request)).getAll('secret');
  const [first = ''] = given;
  if (given.length === 1 && timingSafeEqual(digest(first), digest(secret))) return;
  throw new Forbidden('This is not the secret of this webhook');
}

function digest(text: string): Uint8Array {
  return hash('sha256', text, 'buffer');
}

/** Anybody can have a delivery refused: only what went wrong in here, or at a store, is worth a stack. */
function detailsOf(error: unknown): object {
  const isRefused = error instanceof BadUserInput || error instanceof Forbidden;
  return isRefused ? { message: error.message } : { err: error };
}

function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.reason;
  if (error instanceof Forbidden) return 'secret';
  return error instanceof BadUserInput ? 'malformed' : 'unavailable';
}
