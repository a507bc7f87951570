/** One attempt at a REST call. */
export interface TracedCall {
  readonly source: string;
  readonly company: string;
  /** The operation of the source's contract. */
  readonly operation: string;
  readonly attempt: number;
  /** Without the time in the queue. */
  readonly ms: number;
  /** Null if there was no answer; `failure` says why. */
  readonly status: number | null;
  readonly failure: string | null;
}

/** Reads of one kind that a cache answered. */
export interface TracedHits {
  readonly source: string;
  readonly company: string;
  readonly kind: string;
  readonly tier: 'memory' | 'shared';
  count: number;
}

/** The form of `extensions.trace`. */
export interface TraceSummary {
  readonly requestId: string;
  readonly calls: readonly TracedCall[];
  /** The calls beyond the first 200. */
  readonly callsLeftOut: number;
  readonly cacheHits: readonly TracedHits[];
}

const MAX_CALLS = 200;
const MAX_HITS = 200;

/** Collects the REST calls behind an answer, for its developer. A call that it shares with an earlier request is in the trace of that request. */
export class CallTrace {
  readonly #calls: TracedCall[] = [];
  readonly #hits = new Map<string, TracedHits>();
  #leftOut = 0;

  add(call: TracedCall): void {
    if (this.#calls.length < MAX_CALLS) this.#calls.push(call);
    else this.#leftOut += 1;
  }

  hit({ source, company }: Pick<TracedHits, 'source' | 'company'>, kind: string, tier: TracedHits['tier']): void {
    const key = `${source} ${company} ${kind} ${tier}`;
    const hits = this.#hits.get(key);
    if (hits !== undefined) hits.count += 1;
    else if (this.#hits.size < MAX_HITS) this.#hits.set(key, { source, company, kind, tier, count: 1 });
  }

  summary(requestId: string): TraceSummary {
    return { requestId, calls: this.#calls, callsLeftOut: this.#leftOut, cacheHits: [...this.#hits.values()] };
  }
}
