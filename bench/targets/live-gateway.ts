import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import { temporaryDirectory } from '../process/cleanup.ts';
import type { Announcer } from '../sources/announcer.ts';
import { type GatewayProcess, startConfigured } from './gateway-process.ts';

/** A gateway that receives events from an announcer. */
export interface LiveGateway extends GatewayProcess {
  /** Resolves when this many subscriptions are open in the gateway. Rejects after 30 s. */
  subscribed(count: number): Promise<void>;
}

const ANSWER_TIMEOUT_MS = 30_000;
const POLL_MS = 20;

export async function startLiveGateway(announcer: Announcer, directory = temporaryDirectory()): Promise<LiveGateway> {
  const { configuration, authorityPem, token } = announcer;
  // The events of watched accounts would be more than those that are announced.
  const withoutWatch: object = { ...configuration, watch: { enabled: false } };
  const gateway = await startConfigured(withoutWatch, directory, { authorityPem });
  return {
    ...gateway,
    token,
    async subscribed(count) {
      const deadline = performance.now() + ANSWER_TIMEOUT_MS;
      // The protocol does not confirm that a subscription has started; the gateway's metrics show it.
      for (let open = -1; open !== count; await delay(POLL_MS)) {
        open = await countSubscribers(gateway.origin);
        if (performance.now() > deadline) throw new Error(`${open} subscriptions are open, not ${count}`);
      }
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

async function countSubscribers(origin: string): Promise<number> {
  const { body } = await request(`${origin}/metrics`);
  return Number(/^gateway_event_subscribers (\d+)$/m.exec(await body.text())?.[1]);
}
