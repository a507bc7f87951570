import { type SubscriptionBody, subscribe } from './ivesk/subscribe.ts';
import type { SnsStandIn } from './sns/start-sns.ts';
import type { World } from './world/world.ts';

const EVENT_TYPES: readonly SubscriptionBody['eventType'][] = ['on_digitized', 'on_exported'];

/**
 * Registers each company's webhook with Įvesk, which the operator of a real gateway does once. Resolves after the
 * gateway has confirmed it. If the gateway does not confirm, it is asked again later; this function does not fail.
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
