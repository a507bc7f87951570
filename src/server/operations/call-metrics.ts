import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { type BreakerCounts, type CallMeter, outcomeOf } from '../../calls/call-meter.ts';
import type { AccountId } from '../../errors/catalogue.ts';
import { DURATION_BUCKETS } from './duration-buckets.ts';

/** The label `company` is empty for further accounts: each account has some ten series. */
export const MAX_NAMED_ACCOUNTS = 200;

interface AccountTally {
  readonly source: string;
  readonly company: string;
  readonly calls: Map<string, number>;
  seconds: number;
  /** The open accounts that it is for; one for each of their addresses. */
  meters: number;
  readonly breakers: Set<() => BreakerCounts>;
}

/**
 * Registers the metrics of REST calls. Returns the meter of an account. The histogram does not name companies, as each label of it
 * costs a series for each of its buckets; the sums by account do.
 */
export function registerCalls(registry: Registry): (account: AccountId) => CallMeter {
  const registers = [registry];
  const durations = new Histogram({
    name: 'http_client_request_duration_seconds',
    help: 'Duration of REST calls, each attempt by itself and without its time in the queue',
    labelNames: ['source', 'operation', 'outcome'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const retries = new Counter({
    name: 'gateway_call_retries_total',
    help: 'REST calls that were repeated',
    labelNames: ['source', 'operation'],
    registers,
  });
  const queued = new Histogram({
    name: 'gateway_call_queue_seconds',
    help: 'Time that REST calls waited for a free slot of their account; calls that did not wait are left out',
    labelNames: ['source'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const tallies = new Map<string, AccountTally>();
  registerTallies(registry, tallies);

  const tallyOf = ({ source, company }: AccountId): AccountTally => {
    const known = tallies.get(keyOf(source, company));
    if (known !== undefined) return known;
    const named = tallies.size < MAX_NAMED_ACCOUNTS ? company : '';
    const tally = tallies.get(keyOf(source, named)) ?? {
      ...{ source, company: named, calls: new Map(), seconds: 0, meters: 0, breakers: new Set() },
    };
    tallies.set(keyOf(source, named), tally);
    return tally;
  };

  return (account) => {
    const { source } = account;
    const tally = tallyOf(account);
    tally.meters += 1;
    let breaker: (() => BreakerCounts) | undefined;
    return {
      attempt: ({ request: { operation }, attempt, ms, result }) => {
        const outcome = outcomeOf(result);
        durations.observe({ source, operation, outcome }, ms / 1_000);
        if (attempt > 1) retries.inc({ source, operation });
        tally.calls.set(outcome, (tally.calls.get(outcome) ?? 0) + 1);
        tally.seconds += ms / 1_000;
      },
      waited: (ms) => queued.observe({ source }, ms / 1_000),
      watchBreaker: (read) => {
        breaker = read;
        tally.breakers.add(read);
      },
      [Symbol.dispose]: () => {
        if (breaker !== undefined) tally.breakers.delete(breaker);
        tally.meters -= 1;
        // An account that is no longer configured has no series, and leaves its place to another one.
        if (tally.meters === 0) tallies.delete(keyOf(source, tally.company));
      },
    };
  };
}

/** Metrics that are sums of numbers, so that a call does not look up their labels. */
function registerTallies(registry: Registry, tallies: ReadonlyMap<string, AccountTally>): void {
  const registers = [registry];
  new Counter({
    name: 'gateway_account_calls_total',
    help: 'REST calls of an account, each attempt by itself, by outcome',
    labelNames: ['source', 'company', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const { source, company, calls } of tallies.values())
        for (const [outcome, count] of calls) this.inc({ source, company, outcome }, count);
    },
  });
  new Counter({
    name: 'gateway_account_call_seconds_total',
    help: 'Duration of all REST calls of an account together',
    labelNames: ['source', 'company'],
    registers,
    collect() {
      this.reset();
      for (const { source, company, seconds } of tallies.values()) this.inc({ source, company }, seconds);
    },
  });
  const breakers = (name: string, help: string, read: (counts: BreakerCounts) => number) =>
    new Gauge({
      ...{ name, help, labelNames: ['source', 'company'], registers },
      collect() {
        this.reset();
        for (const { source, company, breakers: reads } of tallies.values())
          this.set({ source, company }, sum([...reads].map((counts) => read(counts()))));
      },
    });
  breakers('gateway_breakers_open', 'Circuit breakers that refuse the calls of all callers', ({ isOpen }) =>
    isOpen ? 1 : 0,
  );
  breakers('gateway_breaker_callers', 'Callers whose own calls a circuit breaker refuses', ({ callers }) => callers);
}

function keyOf(source: string, company: string): string {
  return `${source} ${company}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
