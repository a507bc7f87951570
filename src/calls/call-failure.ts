import { GatewayError } from '../errors/catalogue.ts';

/**
 * Why there is no answer: the connection failed or broke; it took too long; what came is no HTTP answer or too large;
 * the circuit breaker let nothing through; the source asked not to be called for a while; the caller gave up; the
 * gateway is stopping.
 */
export type FailureKind = 'connection' | 'timeout' | 'bad-response' | 'breaker-open' | 'paused' | 'aborted' | 'closed';

const WORDS: Readonly<Record<FailureKind, string>> = {
  connection: 'connection failed',
  timeout: 'no complete answer in time',
  'bad-response': 'unusable answer',
  'breaker-open': 'not called, circuit breaker is open',
  paused: 'not called, the source asked to wait (Retry-After)',
  aborted: 'call was given up',
  closed: 'gateway is stopping',
};

/**
 * A call that ended without an answer, as the policies pass it on among themselves; outside of this folder it is the
 * `cause` of a GatewayError. Its message may be shown to an operator: it holds no address, URL or header.
 */
export class CallFailure extends Error {
  readonly kind: FailureKind;
  /** False: surely not a byte of the request went out. True: the source may have acted on it. */
  readonly sent: boolean;
  /** Of the answer whose head came, and whose body did not come whole. */
  readonly status: number | undefined;

  constructor(
    kind: FailureKind,
    options: { readonly sent: boolean; readonly status?: number | undefined; readonly cause?: unknown },
  ) {
    const code = codeOf(options.cause);
    super(code === undefined ? WORDS[kind] : `${WORDS[kind]} (${code})`, { cause: options.cause });
    this.name = 'CallFailure';
    this.kind = kind;
    this.sent = options.sent;
    this.status = options.status;
  }
}

/**
 * True when a call failed after its request may have reached the source: a write that ends so has an unknown outcome.
 * When false, nothing was sent.
 */
export function mayHaveBeenSent(error: unknown): boolean {
  return error instanceof GatewayError && error.cause instanceof CallFailure && error.cause.sent;
}

/** The status that a call was answered with, though its body was lost. */
export function knownStatus(error: unknown): number | undefined {
  return error instanceof GatewayError && error.cause instanceof CallFailure ? error.cause.status : undefined;
}

/** The code of a system or undici error, such as ECONNRESET. Their messages hold addresses. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
