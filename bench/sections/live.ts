import { openSubscribers } from '../load/subscribers.ts';
import { type Announcer, startAnnouncer } from '../sources/announcer.ts';
import { startLiveGateway } from '../targets/live-gateway.ts';
import { catchUp } from './live-catch-up.ts';
import { bytesOfIdleSubscriber } from './live-memory.ts';
import { delaysAfterAnswer, type RelayRound, relayAll, SUBSCRIPTION } from './live-relay.ts';
import { type Bench, type Goal, isMet, median, type Section } from './section.ts';

const SUBSCRIBERS = 1_000;
const EVENTS = 500;
const SINGLE_EVENTS = 100;
const STORED_EVENTS = 100_000;
const MIN_DELIVERIES_A_SECOND = 20_000;
const MAX_DELAY_MS = 20;
const MAX_IDLE_KB = 20;
const MAX_GROWTH = 1.1;

/** Events from the webhook to the subscribers: throughput, delay and memory. */
export const live: Section = {
  name: 'live',
  async run(bench) {
    await using announcer = await startAnnouncer();
    const relayed = await measureRelay(bench, announcer, bench.scaled(SUBSCRIBERS));
    const alone = await measureRelay(bench, announcer, 1);
    const idle: number[] = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      bench.progress(`live, idle subscribers: round ${round + 1} of ${bench.rounds}`);
      idle.push(await bytesOfIdleSubscriber(bench, announcer, bench.scaled(SUBSCRIBERS)));
    }
    const caughtUp = await catchUp(bench, announcer, bench.scaled(STORED_EVENTS));
    const [first = Number.NaN, last = first] = [caughtUp.residentMb[0], caughtUp.residentMb.at(-1)];

    const count = SUBSCRIBERS.toLocaleString('en');
    const goals = {
      rate: goal(
        `deliveries per second to ${count} subscribers`,
        median(relayed.rounds.map(aSecond)),
        'at least',
        MIN_DELIVERIES_A_SECOND,
      ),
      delay: goal(`ms after the 200, ${count} subscribers, median`, median(relayed.delays), 'at most', MAX_DELAY_MS),
      delayAlone: goal('ms after the 200, one subscriber, median', median(alone.delays), 'at most', MAX_DELAY_MS),
      idle: goal('resident kB of an idle subscriber', median(idle) / 1_000, 'at most', MAX_IDLE_KB),
      catchUp: goal('resident memory over a catch-up, end / first tenth', last / first, 'at most', MAX_GROWTH),
    };
    const row = ({ what, actual, bound, limit }: Goal, digits: number, more = ''): string[] => [
      what,
      actual.toFixed(digits),
      more,
      `${bound === 'at most' ? '<=' : '>='} ${limit}`,
    ];
    const spread = (values: readonly number[], digits: number): string =>
      `${Math.min(...values).toFixed(digits)}-${Math.max(...values).toFixed(digits)}`;
    return {
      title: 'Events, from the webhook to the subscribers',
      head: ['', 'figure', 'more', 'goal'],
      rows: [
        row(goals.rate, 0, spread(relayed.rounds.map(aSecond), 0)),
        [
          '  of one core of CPU',
          median(relayed.rounds.map(aCpuSecond)).toFixed(0),
          spread(relayed.rounds.map(aCpuSecond), 0),
          '',
        ],
        row(goals.delay, 1, `95 % within ${percentile(relayed.delays, 0.95).toFixed(1)}`),
        row(goals.delayAlone, 1, `95 % within ${percentile(alone.delays, 0.95).toFixed(1)}`),
        row(
          goals.idle,
          1,
          spread(
            idle.map((bytes) => bytes / 1_000),
            1,
          ),
        ),
        row(goals.catchUp, 2, caughtUp.residentMb.map((mb) => mb.toFixed(0)).join(' ')),
        ['events per second in the catch-up', ((caughtUp.events / caughtUp.wallMs) * 1_000).toFixed(0), '', ''],
      ],
      notes: [
        `${EVENTS} signed deliveries, 6 at a time; each subscriber on its own WebSocket in one client process; every delivery was compared with the announcement.`,
        `Medians of ${bench.rounds} rounds. Delays: ${SINGLE_EVENTS} events, one at a time; from reading the 200 to the subscriber's reading of the event.`,
        'Idle: growth of VmRSS from no to all subscribers, after others have disconnected. The catch-up is the second one of that gateway; MB after each tenth.',
      ],
      goals: Object.values(goals),
      figures: { live: { relayed, alone, idle, caughtUp, met: Object.values(goals).every(isMet) } },
    };
  },
};

interface RelayResult {
  readonly rounds: readonly RelayRound[];
  readonly delays: readonly number[];
}

async function measureRelay(bench: Bench, announcer: Announcer, count: number): Promise<RelayResult> {
  await using gateway = await startLiveGateway(announcer);
  await using subscribers = await openSubscribers(gateway, SUBSCRIPTION, count);
  await gateway.subscribed(count);
  const ways = { announcer, gateway, subscribers, count };
  bench.progress(`live, subscribers ${count}: warming up`);
  await relayAll(ways, bench.scaled(EVENTS));
  const rounds: RelayRound[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    bench.progress(`live, subscribers ${count}: round ${round + 1} of ${bench.rounds}`);
    rounds.push(await relayAll(ways, bench.scaled(EVENTS)));
  }
  return { rounds, delays: await delaysAfterAnswer(ways, bench.scaled(SINGLE_EVENTS)) };
}

function goal(what: string, actual: number, bound: Goal['bound'], limit: number): Goal {
  return { what, actual, bound, limit };
}

function aSecond({ deliveries, wallMs }: RelayRound): number {
  return (deliveries / wallMs) * 1_000;
}

/** By the CPU time of all threads of the gateway. */
function aCpuSecond({ deliveries, cpuMs }: RelayRound): number {
  return (deliveries / cpuMs) * 1_000;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
