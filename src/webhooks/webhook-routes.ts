import type { Logger } from 'pino';
import type { Able } from '../backends/backend.ts';
import { type Backends, isAble, sourcesAble } from '../backends/registry.ts';
import type { Cache } from '../cache/cache.ts';
import { createHttpsFetch } from '../calls/fetch-https.ts';
import type { Config } from '../config/config.ts';
import type { AccountId } from '../errors/catalogue.ts';
import type { InFlight } from '../server/graphql/in-flight.ts';
import type { Refusals } from '../server/http/refusals.ts';
import type { Route } from '../server/http/route.ts';
import type { WebhookMetrics } from '../server/operations/metrics.ts';
import type { EventLog } from '../store/events/event-log.ts';
import { createSubscriptionConfirmer } from './sns/confirm-subscription.ts';
import { createSnsVerifier } from './sns/verify-message.ts';
import { type WebhookEndpoint, WebhookEndpoints } from './webhook-endpoints.ts';
import { createWebhookInbox } from './webhook-inbox.ts';
import { createWebhookRefusals } from './webhook-refusals.ts';
import { createWebhookRoute } from './webhook-route.ts';
import { webhookFolder, webhookPath } from './webhook-target.ts';

/** SNS itself waits 15 s for the answer to a delivery. */
const FETCH = { deadlineMs: 5_000, maxBytes: 64 * 1024 };

export interface WebhookRoutesOptions {
  readonly config: Config;
  readonly backends: Backends;
  readonly cache: Cache;
  readonly eventLog: EventLog;
  /** Has the watcher read an account soon. */
  readonly requestWatch: (account: AccountId) => void;
  readonly inFlight: Pick<InFlight, 'connections'>;
  readonly metrics: WebhookMetrics;
  readonly refusals: Refusals;
  readonly logger: Logger;
  readonly now: () => number;
}

export interface WebhookRoutes extends AsyncDisposable {
  get(path: string): Route | undefined;
  /** Takes deliveries for these accounts from now on. */
  load(backends: Backends): void;
}

/**
 * One route for the paths of all companies, even of unknown ones. It has an endpoint for each company whose deliveries
 * can be told apart from forged ones, by a secret or by their topics.
 */
export function openWebhookRoutes(options: WebhookRoutesOptions): WebhookRoutes {
  const { config, backends, cache, eventLog, inFlight, metrics, refusals, logger, now } = options;
  const https = createHttpsFetch(FETCH);
  const sns = { hostPattern: config.webhooks.snsHostPattern, fetch: https.get, now };
  const take = createWebhookInbox({
    ...{ logger, now, log: eventLog },
    verify: createSnsVerifier(sns),
    confirm: createSubscriptionConfirmer(sns),
    requestWatch: options.requestWatch,
    forget: (account) => cache.openOperation().forget(account),
  });
  const endpoints = new WebhookEndpoints(endpointsOf(backends));
  const folders = sourcesAble('webhooks').map(webhookFolder);
  const route = createWebhookRoute({
    ...{ endpoints, take, inFlight, metrics, limits: config.limits },
    refused: createWebhookRefusals({ metrics, refusals, logger, now }),
  });
  return {
    get: (path) => (folders.some((folder) => path.startsWith(folder)) ? route : undefined),
    load: (next) => endpoints.replace(endpointsOf(next)),
    [Symbol.asyncDispose]: () => https[Symbol.asyncDispose](),
  };
}

function endpointsOf({ all }: Backends): ReadonlyMap<string, WebhookEndpoint> {
  return new Map(all.flatMap((backend) => (isAble(backend, 'webhooks') ? endpointOf(backend) : [])));
}

/** Empty for an account whose deliveries cannot be told apart from forged ones. */
function endpointOf(backend: Able<'webhooks'>): readonly (readonly [string, WebhookEndpoint])[] {
  const { source, company, webhooks } = backend;
  const { secrets, topicArns } = webhooks.guard;
  if (secrets.length === 0 && topicArns === undefined) return [];
  return [[webhookPath(backend), { account: { accountId: { source, company }, webhooks, topicArns }, secrets }]];
}
