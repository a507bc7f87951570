import { join } from 'node:path';
import { BLANK_EVENT } from '../../src/domain/document-event.ts';
import { WrongAnswer } from '../load/answer-reader.ts';
import { post } from '../load/post.ts';
import { openSubscribers } from '../load/subscribers.ts';
import { temporaryDirectory } from '../process/cleanup.ts';
import { residentBytes } from '../process/usage.ts';
import type { Announcer } from '../sources/announcer.ts';
import { type LiveGateway, startLiveGateway } from '../targets/live-gateway.ts';
import type { Bench } from './section.ts';
import { openBenchStore } from './store/appends.ts';

const PORTIONS = 10;

export interface CatchUp {
  readonly events: number;
  readonly wallMs: number;
  /** Resident memory after each tenth of the events, in MB. */
  readonly residentMb: readonly number[];
}

/** One subscriber that passes the oldest event as `after` and receives all `events` later ones. Throws WrongAnswer. */
export async function catchUp(bench: Bench, announcer: Announcer, events: number): Promise<CatchUp> {
  const directory = temporaryDirectory();
  bench.progress(`live: storing ${events} events`);
  await fillLog(join(directory, 'data'), announcer, events + 1);
  await using gateway = await startLiveGateway(announcer, directory);
  const query = `subscription { documentEvents(after: "${await oldestEvent(gateway)}") { ${FIELDS} } }`;
  bench.progress(`live: catching up with ${events} events`);
  // The first run lets the heap grow to its usual size.
  await read(gateway, query, events);
  return { events, ...(await read(gateway, query, events)) };
}

const FIELDS =
  'id ... on DocumentDigitized { invoice { id sourceId number issueDate grossAmount currency supplier { name } } }';
/** Concurrent appends become durable together. */
const TOGETHER = 500;

/** Stores events in the same way as the gateway: delivering that many to its webhook would take minutes. */
async function fillLog(dataDir: string, announcer: Announcer, events: number): Promise<void> {
  await using store = await openBenchStore({ dataDir }, 10 * events);
  for (let from = 0; from < events; from += TOGETHER) {
    const ids = Array.from({ length: Math.min(TOGETHER, events - from) }, (_, index) => stored(from + index));
    await Promise.all(
      ids.map((id) =>
        store.eventLog.append(
          {
            ...{ ...BLANK_EVENT, company: 'acme', source: 'IVESK', type: 'DIGITIZED' },
            receivedAt: new Date().toISOString(),
            document: announcer.document(id),
          },
          id,
        ),
      ),
    );
  }
}

function stored(index: number): string {
  return `stored-${index}`;
}

async function oldestEvent({ origin, token }: LiveGateway): Promise<string> {
  const query = 'query Oldest { documentEvents(first: 1) { id } }';
  const answer = JSON.parse(String(await post(origin, token, { query, operationName: 'Oldest' }))) as {
    readonly data: { readonly documentEvents: readonly { readonly id: string }[] };
  };
  return answer.data.documentEvents[0]?.id ?? '';
}

async function read(gateway: LiveGateway, query: string, events: number): Promise<Omit<CatchUp, 'events'>> {
  const residentMb: number[] = [];
  const { promise: complete, resolve, reject } = Promise.withResolvers<void>();
  let received = 0;
  const started = performance.now();
  await using subscribers = await openSubscribers(gateway, query, 1, (message) => {
    received += 1;
    // All messages have this form; parsing 100,000 of them would slow down the gateway.
    if (!message.includes(`"sourceId":"${stored(received)}"`) || message.includes('"errors"'))
      reject(new WrongAnswer(`Stored event ${received} was received as ${message.toString()}`));
    if (received % Math.ceil(events / PORTIONS) === 0 || received === events)
      residentMb.push(residentBytes(gateway.pid) / 1_048_576);
    if (received === events) resolve();
  });
  await Promise.race([complete, subscribers.failed]);
  return { wallMs: performance.now() - started, residentMb };
}
