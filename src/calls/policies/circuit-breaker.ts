import type { Clock } from '../../async/clock.ts';
import { currentBehalf, onBehalfOf } from '../../limits/on-behalf.ts';
import { CallFailure } from '../call-failure.ts';
import type { BreakerCounts } from '../call-meter.ts';
import type { Attempt, RestAnswer, RestRequest } from '../send.ts';
import { BreakerGate, type BreakerState, type Outcome, type Period, TRIAL_MS } from './breaker-gate.ts';
import { CallerRecord, ENOUGH, FINE_MS } from './caller-record.ts';
import { KnownFailures } from './known-failures.ts';

/** The weight of one caller's failures in the decision for all callers, so that no caller can decide alone. */
const MAX_SHARE = 2;
/** Older failures are ignored. */
const RECENT_MS = 30_000;
/** If there are more callers, those without recent calls are forgotten. */
const MAX_CALLERS = 1_000;

export interface CircuitBreaker {
  /** Decides whether an attempt is made, and learns from its outcome. */
  readonly guard: (next: Attempt) => Attempt;
  /** Refuses a call that `guard` would refuse, before it is queued. Does not use up the trial. */
  readonly failFast: (next: Attempt) => Attempt;
  /** The state for the current caller. */
  readonly state: () => BreakerState;
  readonly counts: () => BreakerCounts;
}

/**
 * Judges a source by the share and the breadth of failures: connection errors, time-outs and 5xx, each attempt counted.
 * It opens for one caller if five of its calls, or ten documents, failed since its last success, and these are half of the
 * failed calls and those in flight. An address that fails while other calls succeed does not count when it fails again; nor do
 * the failures of a single address while another is fine. The breaker opens for all callers after five
 * failures of at least three callers, if the latest calls of at most as many callers succeeded. A caller whose calls fail each
 * time cannot cut others off, and a source that is down is soon left alone. The reasons are in docs/adr/0011-on-whose-behalf.md.
 */
export function createCircuitBreaker(options: {
  readonly clock: Clock;
  /** `caller` is undefined if the state changes for all callers. */
  readonly onChange: (state: BreakerState, caller?: string) => void;
}): CircuitBreaker {
  const { clock, onChange } = options;
  const common = new BreakerGate(clock, (state) => onChange(state));
  const records = new Map<string, CallerRecord>();
  const known = new KnownFailures();

  const recordOf = (caller: string): CallerRecord => {
    const existing = records.get(caller);
    if (existing !== undefined) return existing;
    if (records.size >= MAX_CALLERS) forgetOld();
    const record = new CallerRecord(new BreakerGate(clock, (state) => onChange(state, caller)), known);
    records.set(caller, record);
    return record;
  };

  const forgetOld = (): void => {
    const since = clock.now() - RECENT_MS;
    for (const [caller, record] of records) if (record.isUnused(since)) records.delete(caller);
  };

  /** True if the latest calls of several callers failed, and those of at most as many succeeded. */
  const isBroad = (): boolean => {
    const now = clock.now();
    let failures = 0;
    let failing = 0;
    let fine = 0;
    for (const record of records.values()) {
      const share = Math.min(record.failuresSince(now - RECENT_MS), MAX_SHARE);
      failures += share;
      if (share > 0) failing += 1;
      else if (record.isFineSince(now - FINE_MS)) fine += 1;
    }
    return failures >= ENOUGH && failing >= fine;
  };

  const judge = (record: CallerRecord): void => {
    if (record.isHopeless(clock.now())) {
      record.forgive();
      record.gate.open();
    }
    if (common.state === 'closed' && isBroad()) {
      for (const each of records.values()) each.forgive();
      common.open();
    }
  };

  const begin = (record: CallerRecord, request: RestRequest): ((outcome: Outcome) => void) => {
    const [own, ofAll] = [record.gate.begin(), common.begin()];
    const isList = request.reach !== 'DOCUMENT';
    if (isList) record.active += 1;
    return (outcome) => {
      if (isList) record.active -= 1;
      const now = clock.now();
      const isCurrent = record.gate.isCurrent(own) && common.isCurrent(ofAll);
      const isExpected = outcome === 'failure' && record.expects(request, now);
      record.gate.endTrial(own, isExpected ? 'neither' : outcome);
      // A failing document says nothing about the other documents.
      common.endTrial(ofAll, outcome === 'failure' && (isExpected || !isList) ? 'neither' : outcome);
      if (outcome === 'success' && (isCurrent || isTrial(own) || isTrial(ofAll))) record.succeed(request, now);
      if (outcome !== 'failure' || !isCurrent) return;
      record.fail(request, now);
      judge(record);
    };
  };

  const isRefusing = (record: CallerRecord): boolean => common.isRefusing || record.gate.isRefusing;

  const refuse = ({ gate }: CallerRecord): Promise<RestAnswer> => {
    const refusing = [common, gate].filter(({ isRefusing }) => isRefusing);
    const retryAfterMs = Math.max(...refusing.map((each) => each.retryAfterMs));
    return Promise.reject(new CallFailure('breaker-open', { sent: false, retryAfterMs }));
  };

  return {
    guard: (next) => (request, attempt) => {
      const record = recordOf(currentBehalf().caller);
      if (isRefusing(record)) return refuse(record);
      const end = begin(record, request);
      const answer = next(request, attempt);
      answer.then(
        (value) => end(answerToOutcome(value, request)),
        (error: unknown) => end(errorToOutcome(error, request)),
      );
      return answer;
    },
    failFast: (next) => (request, attempt) => {
      const record = recordOf(currentBehalf().caller);
      if (isRefusing(record)) return refuse(record);
      const send = () => next(request, attempt);
      const mayBeTrial = record.gate.state !== 'closed' || common.state !== 'closed';
      const answer = mayBeTrial && !isWrite(request) ? forAMoment(send, clock) : send();
      return request.reach === 'DOCUMENT' ? countDocument(record, answer) : answer;
    },
    counts: () => ({
      isOpen: common.state !== 'closed',
      callers: [...records.values()].filter(({ gate }) => gate.state !== 'closed').length,
    }),
    state: () => (common.state === 'closed' ? recordOf(currentBehalf().caller).gate.state : common.state),
  };
}

/** The outcome of a write must be known, however long it takes. */
function isWrite({ method, isRepeatable }: RestRequest): boolean {
  return method !== 'GET' && isRepeatable !== true;
}

/**
 * The answer of a trial, or a refusal after a moment: a source that was down may take long. The trial continues on its own
 * behalf, so that it holds its place and its bytes until it ends.
 */
async function forAMoment(send: () => Promise<RestAnswer>, clock: Clock): Promise<RestAnswer> {
  const { promise: refused, reject } = Promise.withResolvers<never>();
  const refuse = () => reject(new CallFailure('breaker-open', { sent: true, retryAfterMs: TRIAL_MS }));
  const timer = clock.schedule(refuse, TRIAL_MS);
  const waiting = currentBehalf();
  const trial = waiting.share();
  const answered = onBehalfOf(trial, send).finally(() => {
    timer[Symbol.dispose]();
    trial[Symbol.dispose]();
  });
  const answer = await Promise.race([answered, refused]);
  waiting.holdFetchedBy(trial);
  return answer;
}

/** Counts queued calls too: a page asks for many documents and few are in flight at once, so the others may be well. */
function countDocument(record: CallerRecord, answer: Promise<RestAnswer>): Promise<RestAnswer> {
  record.active += 0.5;
  const leave = (): void => {
    record.active -= 0.5;
  };
  answer.then(leave, leave);
  return answer;
}

function isTrial({ state }: Period): boolean {
  return state === 'half-open';
}

/** Time-outs of a proxy before the source: 524 is Cloudflare's. */
const PROXY_TIMEOUTS: ReadonlySet<number> = new Set([504, 524]);

/** A 4xx, including 429, comes from a source that is up. */
function answerToOutcome({ status }: RestAnswer, { reach }: RestRequest): Outcome {
  if (reach === 'LARGE' && PROXY_TIMEOUTS.has(status)) return 'neither';
  return status >= 500 ? 'failure' : 'success';
}

function errorToOutcome(error: unknown, { reach }: RestRequest): Outcome {
  if (!(error instanceof CallFailure)) return 'neither';
  if (error.kind === 'timeout') return reach === 'LARGE' ? 'neither' : 'failure';
  if (error.kind === 'connection') return 'failure';
  return error.kind === 'bad-response' ? 'success' : 'neither';
}
