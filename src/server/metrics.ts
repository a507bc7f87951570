import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { RelayState } from '../events/relay.ts';
import type { DeliveryOutcome } from '../events/webhook-inbox.ts';
import { type Route, sendText } from './route.ts';

export interface WebhookMetrics {
  took(outcome: DeliveryOutcome): void;
  refused(reason: string): void;
}

export interface Metrics extends WebhookMetrics {
  /** Where other parts register what they count. */
  readonly registry: Registry;
  /** Prometheus's text format. */
  readonly route: Route;
}

let processMetrics: Registry | undefined;

/** Once for all gateways of a process: what watches its loop and its garbage collector can never be stopped again. */
function ofProcess(): Registry {
  if (processMetrics === undefined) {
    processMetrics = new Registry();
    collectDefaultMetrics({ register: processMetrics });
  }
  return processMetrics;
}

/** What an operator watches. Nothing in it names a company, a caller or a document. */
export function createMetrics(relayState: () => RelayState, now: () => number): Metrics {
  const registry = Registry.merge([ofProcess()]);
  const registers = [registry];
  const taken = new Counter({
    name: 'gateway_webhook_deliveries_total',
    help: 'Deliveries of SNS that were taken, by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'gateway_webhook_refusals_total',
    help: 'Deliveries of SNS that were not taken, by reason',
    labelNames: ['reason'],
    registers,
  });
  const relay = (name: string, help: string, value: (state: RelayState) => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value(relayState()));
      },
    });
  relay('gateway_event_subscribers', 'Subscriptions to events that are open', ({ subscribers }) => subscribers);
  relay('gateway_event_backlog', 'Events that wait for a subscriber, of all of them', ({ backlog }) => backlog);
  relay(
    'gateway_event_newest_age_seconds',
    'Since the newest event was received; NaN where none was',
    ({ newestAt }) => (newestAt === undefined ? Number.NaN : (now() - newestAt) / 1_000),
  );
  new Counter({
    name: 'gateway_events_relayed_total',
    help: 'Events handed to subscribers, each counted for each subscriber',
    registers,
    collect() {
      this.reset();
      this.inc(relayState().relayed);
    },
  });
  return {
    registry,
    took: (outcome) => taken.inc({ outcome }),
    refused: (reason) => refused.inc({ reason }),
    route: async (_request, response) => sendText(response, 200, registry.contentType, await registry.metrics()),
  };
}
