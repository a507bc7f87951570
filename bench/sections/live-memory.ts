import { setTimeout as delay } from 'node:timers/promises';
import { openSubscribers } from '../load/subscribers.ts';
import { residentBytes } from '../process/usage.ts';
import type { Announcer } from '../sources/announcer.ts';
import { startLiveGateway } from '../targets/live-gateway.ts';
import { relayAll, SUBSCRIPTION } from './live-relay.ts';
import type { Bench } from './section.ts';

const SETTLE_MS = 500;
const WARMING = 100;
const WARMING_EVENTS = 2_000;

/**
 * Resident memory of one idle subscriber, in bytes. The gateway is warmed up, so that its heap has its usual size:
 * subscribers have connected, received events and disconnected.
 */
export async function bytesOfIdleSubscriber(bench: Bench, announcer: Announcer, count: number): Promise<number> {
  await using gateway = await startLiveGateway(announcer);
  {
    await using subscribers = await openSubscribers(gateway, SUBSCRIPTION, WARMING);
    await gateway.subscribed(WARMING);
    await relayAll({ announcer, gateway, subscribers, count: WARMING }, bench.scaled(WARMING_EVENTS));
  }
  await gateway.subscribed(0);
  await delay(SETTLE_MS);
  const before = residentBytes(gateway.pid);
  await using _ = await openSubscribers(gateway, SUBSCRIPTION, count);
  await gateway.subscribed(count);
  await delay(SETTLE_MS);
  return (residentBytes(gateway.pid) - before) / count;
}
