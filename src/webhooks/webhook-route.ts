import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config/config.ts';
import { type AccountId, BadUserInput, Forbidden, Overloaded } from '../errors/catalogue.ts';
import { Behalf, currentBehalf, onBehalfOf } from '../limits/on-behalf.ts';
import { Quota } from '../limits/quota.ts';
import type { InFlight } from '../server/graphql/in-flight.ts';
import { checkCharset, checkCoding } from '../server/http/media-types.ts';
import { readBytes } from '../server/http/reading/read-body.ts';
import { pathOf, type Route, sendText } from '../server/http/route.ts';
import type { WebhookMetrics } from '../server/operations/metrics.ts';
import { ClockInDoubt } from './sns/clock-in-doubt.ts';
import { Refused } from './sns/refused.ts';
import type { WebhookEndpoint, WebhookEndpoints } from './webhook-endpoints.ts';
import type { DeliveryOutcome, TakeDelivery } from './webhook-inbox.ts';
import type { WebhookRefused } from './webhook-refusals.ts';

/**
 * SNS limits a message to 256 KiB. In the JSON around it, each quote and line break of the message takes two bytes,
 * and each other letter up to three, if it is escaped as `\u0105`.
 */
const MAX_BODY_BYTES = 1_000_000;
/** SNS sends a delivery without pauses, and waits 15 s for the answer. */
const BODY_BOUNDS = { maxBytes: MAX_BODY_BYTES, deadlineMs: 10_000 };

export interface WebhookRouteOptions {
  readonly endpoints: WebhookEndpoints;
  readonly take: TakeDelivery;
  readonly inFlight: Pick<InFlight, 'connections'>;
  readonly metrics: WebhookMetrics;
  readonly refused: WebhookRefused;
  readonly limits: Pick<Config['limits'], 'maxReceivingBytes'>;
}

/**
 * All endpoints for deliveries. Answers with 200 only after the event is durable, 4xx if SNS should not send the
 * delivery again, and 5xx if it should. Without the endpoint's secret, every answer is the same 403 before the body is
 * read, whether or not the endpoint exists, so that it does not reveal who is a customer.
 */
export function createWebhookRoute(options: WebhookRouteOptions): Route {
  const { endpoints, take, inFlight, metrics, refused, limits } = options;
  const { guarded, open } = createQuotas(limits);

  async function receive(request: IncomingMessage, response: ServerResponse, endpoint: WebhookEndpoint): Promise<void> {
    const { account, secrets } = endpoint;
    const isGuarded = secrets.length > 0;
    checkCoding(request.headers);
    checkCharset(request.headers['content-type']);
    const { company } = account.accountId;
    // The sender knows a secret: its connection is not closed in favour of one that does not.
    const { request: record } = currentBehalf();
    if (isGuarded) {
      inFlight.connections.admit(request.socket, `webhook ${company}`);
      record?.startSpan();
    }
    const share = (isGuarded ? guarded : open).take(company, 0);
    // A share of 0 bytes always fits.
    if (typeof share === 'string') throw tooBusy();
    using held = share;
    const room = {
      grow: (count: number) => {
        if (held.grow(count) !== undefined) throw tooBusy();
      },
    };
    const body = await readBytes(request, BODY_BOUNDS, room);
    metrics.accepted(await inSpan(account.accountId, () => take(account, body, request.headers)));
    record?.identify(`webhook ${company}`);
    sendText(response, 200, 'text/plain; charset=utf-8', '');
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request);
    const endpoint = endpoints.get(path);
    if (!endpoints.isOpenTo(request, path) || endpoint === undefined || request.method !== 'POST') {
      const closed = new Forbidden(CLOSED);
      refused(
        endpoint !== undefined && request.method !== 'POST' ? 'method' : 'secret',
        closed,
        endpoint?.account.accountId,
      );
      throw closed;
    }
    try {
      await receive(request, response, endpoint);
    } catch (error) {
      refused(reasonOf(error), error, endpoint.account.accountId);
      // Without a secret, anybody can get this far.
      throw endpoint.secrets.length === 0 && error instanceof BadUserInput ? new Forbidden(CLOSED) : error;
    }
  };
  // The log lines of a delivery name its request.
  return (request, response, record) =>
    onBehalfOf(new Behalf(SENDER, { request: record, calls: null, holdFetched: null }), () =>
      answer(request, response),
    );
}

/** Takes a delivery in a span of its own, unless its request is not traced. */
function inSpan(account: AccountId, take: () => Promise<DeliveryOutcome>): Promise<DeliveryOutcome> {
  const { request, span: parent } = currentBehalf();
  const { source, company } = account;
  const span = parent?.start('webhook', { attributes: { 'gateway.source': source, 'gateway.company': company } });
  if (span === undefined) return take();
  const taking = onBehalfOf(new Behalf(SENDER, { request, span, calls: null, holdFetched: null }), take);
  taking.then(
    (outcome) => span.end({ attributes: { 'gateway.webhook.outcome': outcome } }),
    (error: unknown) => span.end({ error: reasonOf(error) }),
  );
  return taking;
}

/** The space distinguishes the name from configured callers. */
const SENDER = ' webhook';

const CLOSED = 'Deliveries are not accepted here: check the URL, its secret, and that the method is POST';

/**
 * Bodies in memory until their event is durable. Endpoints without a secret are open to anybody and have a small quota
 * of their own, so that a flood there does not block the others.
 */
function createQuotas({ maxReceivingBytes }: Pick<Config['limits'], 'maxReceivingBytes'>) {
  const part = (divisor: number) => Math.max(MAX_BODY_BYTES, Math.floor(maxReceivingBytes / divisor));
  return { guarded: new Quota(part(2), part(4)), open: new Quota(part(8), part(16)) };
}

function tooBusy(): Overloaded {
  return new Overloaded(
    'maxReceivingBytes',
    'Too many deliveries are being received; the limit is `limits.maxReceivingBytes`: send this one again',
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.reason;
  if (error instanceof Overloaded) return 'overload';
  if (error instanceof ClockInDoubt) return 'clock';
  return error instanceof BadUserInput ? 'malformed' : 'unavailable';
}
