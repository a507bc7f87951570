import type { Logger } from 'pino';
import type { Backends } from './backends/registry.ts';
import type { Cache } from './cache/cache.ts';
import type { Config } from './config/config.ts';
import type { EventLog } from './events/event-log.ts';
import { createSubscriptionConfirmer } from './events/sns/confirm-subscription.ts';
import { createSnsVerifier } from './events/sns/verify-message.ts';
import { createWebhookInbox } from './events/webhook-inbox.ts';
import { webhookPath } from './events/webhook-target.ts';
import { createHttpsFetch } from './http/fetch-https.ts';
import type { InFlight } from './server/in-flight.ts';
import type { WebhookMetrics } from './server/metrics.ts';
import type { Route } from './server/route.ts';
import { createWebhookRoute } from './server/webhook-route.ts';

/** SNS itself gives up a delivery after 15 s. */
const FETCH = { deadlineMs: 5_000, maxBytes: 64 * 1024 };

export interface WebhookRoutesOptions {
  readonly config: Config;
  readonly backends: Backends;
  readonly cache: Cache;
  readonly eventLog: EventLog;
  readonly inFlight: Pick<InFlight, 'receiving'>;
  readonly metrics: WebhookMetrics;
  readonly logger: Logger;
  readonly now: () => number;
}

/** A door for each company whose deliveries can be told from anybody else's: by a secret, or by their topics. */
export function openWebhookRoutes(
  options: WebhookRoutesOptions,
): AsyncDisposable & { readonly routes: readonly (readonly [string, Route])[] } {
  const { config, backends, cache, eventLog, inFlight, metrics, logger, now } = options;
  const https = createHttpsFetch(FETCH);
  const sns = { hostPattern: config.webhooks.snsHostPattern, fetch: https.get, now };
  const take = createWebhookInbox({
    ...{ logger, now, log: eventLog },
    verify: createSnsVerifier(sns),
    confirm: createSubscriptionConfirmer(sns),
    forget: (account) => cache.openOperation().forget(account),
  });
  const routes = config.companies.flatMap(({ id: company, ivesk }) => {
    const webhooks = backends.get(company, 'IVESK')?.webhooks;
    if (webhooks === undefined || (ivesk?.webhookSecret ?? ivesk?.topicArns) === undefined) return [];
    const account = { origin: { source: 'IVESK', company } as const, webhooks, topicArns: ivesk?.topicArns };
    const route = createWebhookRoute({ account, secret: ivesk?.webhookSecret, take, inFlight, metrics, logger });
    return [[webhookPath(company), route] as const];
  });
  return { routes, [Symbol.asyncDispose]: () => https[Symbol.asyncDispose]() };
}
