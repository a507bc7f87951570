import type { IncomingHttpHeaders } from 'node:http';

/** One call as it came in. It is logged on arrival; what is known only later is filled in then. */
export interface Call {
  readonly method: string;
  /** Below the stand-in's base URL and as it was sent, so still percent-encoded: "/invoices/exportable". */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** The contract's operationId; undefined for what the contract does not have. */
  readonly operation: string | undefined;
  /** The Lightyear-Company-ID header, as sent. */
  readonly companyId: string | undefined;
  /** The key of the company whose credentials it carried ("acme"); undefined where they are nobody's. */
  readonly company: string | undefined;
  /** When it arrived, milliseconds since the epoch. */
  readonly at: number;
  /** Empty where only a digest is kept. */
  readonly body: string;
  /** Bytes of the body. */
  readonly size: number;
  /** SHA-256 in hexadecimal, of a body that is not kept. */
  readonly sha256: string | undefined;
  /** undefined while there is no answer, which for a hanging or a reset call is for ever. */
  readonly status: number | undefined;
  /** True when the connection ended before a whole answer was sent: the client gave up, or a fault cut it. */
  readonly aborted: boolean;
}

export type CallInProgress = { -readonly [K in keyof Call]: Call[K] };

/** A stand-in that runs for weeks must not keep every call it ever saw. */
const KEPT = 10_000;

/** The calls in the order of their arrival. Compare it as an array, or ask `of` for one operation's. */
export class CallLog extends Array<Call> {
  // filter and map give plain arrays: a log of something else than calls makes no sense.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  readonly #arrivals = new Set<() => void>();
  readonly #active = new Set<Promise<void>>();

  of(operation: string): readonly Call[] {
    return this.filter((call) => call.operation === operation);
  }

  clear(): void {
    this.length = 0;
  }

  /** For the stand-in: `end` resolves when the call is answered or its connection closed. */
  record(call: Call, end: Promise<void>): void {
    if (this.length >= KEPT) this.shift();
    this.push(call);
    this.#active.add(end);
    end.then(() => this.#active.delete(end));
    for (const arrived of this.#arrivals) arrived();
  }

  /** Resolves when the log holds `count` calls that match, at once where it does already. */
  async arrived(count: number, matches: (call: Call) => boolean = () => true): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (this.filter(matches).length >= count) resolve();
    };
    this.#arrivals.add(look);
    look();
    await promise;
    this.#arrivals.delete(look);
  }

  /** Resolves when no call is under way any more: each is answered, or its connection closed. */
  async settled(): Promise<void> {
    while (this.#active.size > 0) await Promise.all(this.#active);
  }
}
