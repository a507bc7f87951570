import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config/config.ts';
import { BadUserInput, Forbidden, Overloaded } from '../errors/catalogue.ts';
import { Quota } from '../limits/quota.ts';
import type { InFlight } from '../server/graphql/in-flight.ts';
import { checkCharset, checkCoding } from '../server/http/media-types.ts';
import { readBytes } from '../server/http/read-body.ts';
import { pathOf, type Route, searchOf, sendText } from '../server/http/route.ts';
import type { WebhookMetrics } from '../server/operations/metrics.ts';
import { Refused } from './sns/refused.ts';
import type { TakeDelivery, WebhookAccount } from './webhook-inbox.ts';
import type { WebhookRefused } from './webhook-refusals.ts';

/**
 * SNS sends no more than 256 KiB of message. In the JSON around it each of its quotes and line breaks takes two bytes, and
 * each of its other letters up to three, where they are escaped as `\u0105`.
 */
const MAX_BODY_BYTES = 1_000_000;
/** SNS sends a delivery at once, and gives up its answer after 15 s. */
const BODY_DEADLINE_MS = 10_000;

/** One company's door for deliveries of SNS. */
export interface WebhookDoor {
  readonly account: WebhookAccount;
  /** Undefined where the account has none: then its topics are what lets a delivery in. */
  readonly secret: string | undefined;
}

export interface WebhookRouteOptions {
  /** By their path. */
  readonly doors: ReadonlyMap<string, WebhookDoor>;
  readonly take: TakeDelivery;
  readonly inFlight: Pick<InFlight, 'connections'>;
  readonly metrics: WebhookMetrics;
  readonly refused: WebhookRefused;
  readonly limits: Pick<Config['limits'], 'maxReceivingBytes'>;
}

/**
 * All doors for deliveries. 200 only when the event is durable; 4xx for what is not to be sent again; 5xx for what SNS has to
 * send again. Without the secret of a door every answer is the same 403, before anything of the body is read, whether the
 * door is there or not, so that it does not tell who is a customer.
 */
export function createWebhookRoute(options: WebhookRouteOptions): Route {
  const { doors, take, inFlight, metrics, refused, limits } = options;
  const isOpenTo = createSecretCheck(doors);
  const { guarded, open } = createQuotas(limits);

  async function receive(request: IncomingMessage, response: ServerResponse, door: WebhookDoor): Promise<void> {
    const { account, secret } = door;
    checkCoding(request.headers);
    checkCharset(request.headers['content-type']);
    const { company } = account.accountId;
    // It knows a secret: its connection is not closed for one that knows none.
    if (secret !== undefined) inFlight.connections.admit(request.socket, `webhook ${company}`);
    const share = (secret === undefined ? open : guarded).take(company, 0);
    // An amount of nothing always has room.
    if (typeof share === 'string') throw tooBusy();
    using held = share;
    const room = {
      grow: (count: number) => {
        if (held.grow(count) !== undefined) throw tooBusy();
      },
    };
    const body = await readBytes(request, MAX_BODY_BYTES, room, BODY_DEADLINE_MS);
    metrics.accepted(await take(account, body, request.headers));
    sendText(response, 200, 'text/plain; charset=utf-8', '');
  }
  return async (request, response) => {
    const path = pathOf(request);
    const door = doors.get(path);
    if (!isOpenTo(request, path) || door === undefined || request.method !== 'POST') {
      const closed = new Forbidden(CLOSED);
      refused(door !== undefined && request.method !== 'POST' ? 'method' : 'secret', closed, door?.account.accountId);
      throw closed;
    }
    try {
      await receive(request, response, door);
    } catch (error) {
      refused(reasonOf(error), error, door.account.accountId);
      // Anybody can get this far where there is no secret.
      throw door.secret === undefined && error instanceof BadUserInput ? new Forbidden(CLOSED) : error;
    }
  };
}

const CLOSED = 'Nothing is delivered here in this way: check the URL, its secret, and that it is sent with POST';

/**
 * Compared by digest: neither the length nor the first wrong letter shows in the time it takes, nor whether there is a
 * door at all.
 */
function createSecretCheck(
  doors: ReadonlyMap<string, WebhookDoor>,
): (request: IncomingMessage, path: string) => boolean {
  const decoy = digest(randomBytes(32).toString('hex'));
  const secrets = new Map([...doors].map(([path, { secret }]) => [path, secret === undefined ? null : digest(secret)]));
  return (request, path) => {
    const secret = secrets.get(path);
    if (secret === null) return true;
    const given = new URLSearchParams(searchOf(request)).getAll('secret');
    return timingSafeEqual(digest(given[0] ?? ''), secret ?? decoy) && given.length === 1;
  };
}

function digest(text: string): Uint8Array {
  return hash('sha256', text, 'buffer');
}

/**
 * Bodies in memory, until their event is durable. Doors without a secret are open to anybody, and have a small part for
 * themselves, so that the others are open however much comes to those.
 */
function createQuotas({ maxReceivingBytes }: Pick<Config['limits'], 'maxReceivingBytes'>) {
  const part = (divisor: number) => Math.max(MAX_BODY_BYTES, Math.floor(maxReceivingBytes / divisor));
  return { guarded: new Quota(part(2), part(4)), open: new Quota(part(8), part(16)) };
}

function tooBusy(): Overloaded {
  return new Overloaded(
    'maxReceivingBytes',
    'Too many deliveries are being received, which `limits.maxReceivingBytes` bounds: send this one again',
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.reason;
  if (error instanceof Overloaded) return 'overload';
  return error instanceof BadUserInput ? 'malformed' : 'unavailable';
}
