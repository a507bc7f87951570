import { WrongAnswer } from '../load/answer-reader.ts';
import type { OnEvent, Subscribers } from '../load/subscribers.ts';
import { cpuMs } from '../process/usage.ts';
import type { Announcer, Notice } from '../sources/announcer.ts';
import type { LiveGateway } from '../targets/live-gateway.ts';

/** The query of the subscribers of all sections. */
export const SUBSCRIPTION = `subscription {
  documentEvents {
    id
    type
    company { id }
    ... on DocumentDigitized { invoice { id sourceId number issueDate grossAmount currency supplier { name } } }
  }
}`;

/** Deliveries at a time, as SNS may send them. */
const CONCURRENCY = 6;

export interface LiveWays {
  readonly announcer: Announcer;
  readonly gateway: LiveGateway;
  readonly subscribers: Subscribers;
  readonly count: number;
}

export interface RelayRound {
  readonly deliveries: number;
  /** From the first POST to the last delivery. */
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Delivers events as fast as the gateway accepts them, until each subscriber has all of them. Throws WrongAnswer. */
export async function relayAll(ways: LiveWays, events: number): Promise<RelayRound> {
  const { announcer, gateway, subscribers, count } = ways;
  const notices = announcer.notices(events);
  const check = new DeliveryCheck(notices, count);
  subscribers.onEvent = check.onEvent;
  const cpuBefore = cpuMs(gateway.pid);
  const started = performance.now();
  const open = notices.values();
  const bring = async (): Promise<void> => {
    for (const notice of open) await announcer.post(gateway.origin, notice);
  };
  await Promise.race([
    Promise.all([...Array.from({ length: CONCURRENCY }, bring), check.complete]),
    subscribers.failed,
  ]);
  return {
    deliveries: events * count,
    wallMs: performance.now() - started,
    cpuMs: cpuMs(gateway.pid) - cpuBefore,
  };
}

/** The delay of each delivery after the 200, in ms; 0 if it came before. One event at a time. Throws WrongAnswer. */
export async function delaysAfterAnswer(ways: LiveWays, events: number): Promise<readonly number[]> {
  const { announcer, gateway, subscribers, count } = ways;
  const delays: number[] = [];
  for (const notice of announcer.notices(events)) {
    const check = new DeliveryCheck([notice], count);
    const arrivals: number[] = [];
    subscribers.onEvent = (message, subscriber) => {
      arrivals.push(performance.now());
      check.onEvent(message, subscriber);
    };
    const [answeredAt] = await Promise.race([
      Promise.all([announcer.post(gateway.origin, notice), check.complete]),
      subscribers.failed,
    ]);
    for (const arrival of arrivals) delays.push(Math.max(arrival - answeredAt, 0));
  }
  return delays;
}

interface EventMessage {
  readonly payload: {
    readonly errors?: unknown;
    readonly data?: {
      readonly documentEvents: { readonly id: string; readonly invoice?: { readonly sourceId: string } };
    };
  };
}

/**
 * Checks that every subscriber receives every event once, in the same order, with the same bytes. Only the first
 * message of each event is parsed; the others are compared with it, so that the check uses little CPU.
 */
class DeliveryCheck {
  readonly complete: Promise<void>;
  readonly #left: Set<string>;
  readonly #messages: Buffer[] = [];
  readonly #received: Uint32Array;
  readonly #end = Promise.withResolvers<void>();
  #missing: number;

  constructor(notices: readonly Notice[], subscribers: number) {
    this.#left = new Set(notices.map(({ documentId }) => documentId));
    this.#received = new Uint32Array(subscribers);
    this.#missing = notices.length * subscribers;
    this.complete = this.#end.promise;
    this.complete.catch(() => undefined);
  }

  readonly onEvent: OnEvent = (message, subscriber) => {
    const index = this.#received[subscriber] ?? 0;
    const known = this.#messages[index];
    if (known === undefined) this.#learn(message);
    else if (!known.equals(message))
      this.#end.reject(
        new WrongAnswer(`Subscriber ${subscriber} received as event ${index + 1}: ${message.toString()}`),
      );
    this.#received[subscriber] = index + 1;
    this.#missing -= 1;
    if (this.#missing === 0) this.#end.resolve();
  };

  #learn(message: Buffer): void {
    const text = message.toString();
    const { payload } = JSON.parse(text) as EventMessage;
    const documentId = payload.data?.documentEvents.invoice?.sourceId;
    if (payload.errors !== undefined || documentId === undefined || !this.#left.delete(documentId))
      this.#end.reject(new WrongAnswer(`An unknown event, or one that was received before: ${text}`));
    this.#messages.push(message);
  }
}
