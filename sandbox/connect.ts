import { type SubscriptionBody, subscribe } from './ivesk/subscribe.ts';
import type { SnsStandIn } from './sns/start-sns.ts';
import type { World } from './world/world.ts';

const EVENT_TYPES: readonly SubscriptionBody['eventType'][] = ['on_digitized', 'on_exported'];

/**
 * What the operator of a gateway has done once and for all: each company's webhook is registered with Įvesk. Resolves when
 * the gateway has confirmed it. Where it does not, it is asked again later, and nothing fails.
 */
export async function connect(world: World, sns: SnsStandIn, gatewayUrl: URL): Promise<void> {
  for (const { ivesk } of Object.values(world)) {
    const target = new URL(`webhooks/ivesk/${ivesk.company}`, gatewayUrl);
    target.searchParams.set('secret', ivesk.webhookSecret);
    for (const eventType of EVENT_TYPES) {
      subscribe(sns, ivesk, { name: `sandbox ${eventType}`, eventType, target: target.href });
    }
  }
  await sns.settled();
}
