import type { IncomingHttpHeaders } from 'node:http';

/** One call. It is logged on arrival; fields that are known only later are filled in then. */
export interface Call {
  readonly method: string;
  /** Below the stand-in's base URL, percent-encoded as it was sent: "/invoices/exportable". */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** The contract's operationId; undefined if the contract does not have such a call. */
  readonly operation: string | undefined;
  /** The Lightyear-Company-ID header, as sent. */
  readonly companyId: string | undefined;
  /** The key of the company whose credentials the call had ("acme"); undefined if they are unknown. */
  readonly company: string | undefined;
  /** Time of arrival, in milliseconds since the epoch. */
  readonly at: number;
  /** Empty if only a digest is kept. */
  readonly body: string;
  /** Bytes of the body. */
  readonly size: number;
  /** SHA-256 in hexadecimal of a body that is not kept. */
  readonly sha256: string | undefined;
  /** undefined until the call is answered, so always for a call that hangs or was reset. */
  readonly status: number | undefined;
  /** The status of the operation itself, even if the client never got it; undefined if the operation did not run. */
  readonly outcome: number | undefined;
  /** True if the connection ended before the complete answer was sent: the client gave up, or a fault closed it. */
  readonly aborted: boolean;
}

export type CallInProgress = { -readonly [K in keyof Call]: Call[K] };

/** A stand-in that runs for weeks must not keep every call that it received. */
const KEPT = 10_000;

/** The calls in the order of arrival. Compare it as an array, or use `of` for the calls of one operation. */
export class CallLog extends Array<Call> {
  // filter and map return plain arrays: their items need not be calls.
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

  /** Resolves when the log has `count` calls that match; at once if it already does. */
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

  /** Resolves when no call is in flight: each is answered, or its connection closed. */
  async settled(): Promise<void> {
    while (this.#active.size > 0) await Promise.all(this.#active);
  }
}
