import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Tally } from '../../async/semaphore.ts';
import type { RelayState } from '../../events/relay.ts';
import type { DeliveryOutcome } from '../../webhooks/webhook-inbox.ts';
import type { Admission } from '../graphql/admission.ts';
import { type Route, sendText } from '../http/route.ts';

export interface WebhookMetrics {
  accepted(outcome: DeliveryOutcome): void;
  refused(reason: string): void;
}

export interface Metrics extends WebhookMetrics {
  /** Counts a part of a source's answer that its contract does not allow. `path` names it without its content. */
  deviated(source: string, path: string): void;
  /** Other parts register their metrics here. */
  readonly registry: Registry;
  /** Serves the metrics in Prometheus's text format. */
  readonly route: Route;
}

let processMetrics: Registry | undefined;

/** Shared by all gateways of a process: the observers of its event loop and its garbage collector cannot be stopped. */
function metricsOfProcess(): Registry {
  if (processMetrics === undefined) {
    processMetrics = new Registry();
    collectDefaultMetrics({ register: processMetrics });
  }
  return processMetrics;
}

/** Creates the metrics. None of them names a caller or a document. */
export function createMetrics(relayState: () => RelayState, now: () => number): Metrics {
  const registry = Registry.merge([metricsOfProcess()]);
  const registers = [registry];
  const accepted = new Counter({
    name: 'gateway_webhook_deliveries_total',
    help: 'Accepted SNS deliveries, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'gateway_webhook_refusals_total',
    help: 'Refused SNS deliveries, by reason',
    labelNames: ['reason'],
    registers,
  });
  const deviations = new Counter({
    name: 'gateway_source_deviations_total',
    help: "Parts of sources' answers that their contracts do not allow, by source and path",
    labelNames: ['source', 'path'],
    registers,
  });
  const gauge = gaugesIn(registry);
  gauge('gateway_event_subscribers', 'Open subscriptions to events', () => relayState().subscribers);
  gauge('gateway_event_backlog', 'Events queued for subscribers', () => relayState().backlog);
  gauge('gateway_event_newest_age_seconds', 'Age of the newest event; NaN if there is no event', () => {
    const { newestAt } = relayState();
    return newestAt === undefined ? Number.NaN : (now() - newestAt) / 1_000;
  });
  new Counter({
    name: 'gateway_events_relayed_total',
    help: 'Events sent to subscribers, counted once for each subscriber',
    registers,
    collect() {
      this.reset();
      this.inc(relayState().relayed);
    },
  });
  return {
    registry,
    deviated: (source, path) => deviations.inc({ source, path }),
    accepted: (outcome) => accepted.inc({ outcome }),
    refused: (reason) => refused.inc({ reason }),
    route: async (_request, response) => sendText(response, 200, registry.contentType, await registry.metrics()),
  };
}

/** Shows how much runs and how much waits, over all callers and accounts. */
export function registerLoad(registry: Registry, admission: Admission, queuedCalls: Tally): void {
  const gauge = gaugesIn(registry);
  gauge('gateway_operations_running', 'Running queries and mutations', () => admission.running);
  gauge('gateway_operations_waiting', 'Queries and mutations that wait to begin', () => admission.waiting);
  gauge('gateway_calls_queued', 'REST calls that wait for a free slot of their account', () => queuedCalls.size);
}

export interface WatchLoad {
  readonly accounts: number;
  readonly failing: number;
  /** Milliseconds since the epoch. */
  readonly oldestAt: number | undefined;
}

export function registerWatch(registry: Registry, state: () => WatchLoad, now: () => number): void {
  const gauge = gaugesIn(registry);
  gauge('gateway_watched_accounts', 'Accounts that this gateway watches', () => state().accounts);
  gauge('gateway_watched_accounts_failing', 'Watched accounts whose last reading failed', () => state().failing);
  gauge('gateway_watch_age_seconds', 'Age of the oldest complete reading; NaN until each account has one', () => {
    const { oldestAt } = state();
    return oldestAt === undefined ? Number.NaN : (now() - oldestAt) / 1_000;
  });
}

/** Creates gauges that read their value when the metrics are collected. */
export function gaugesIn(registry: Registry): (name: string, help: string, value: () => number) => void {
  return (name, help, value) => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
}
