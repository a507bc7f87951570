import type { AnswerError } from '../gateway-error.ts';

/** Conclusions from one attempt to send an operation. */
export interface Verdict {
  /**
   * For a mutation:
   * - `known`: the outcome of each of its writes
   * - `unknown`: the gateway says that the outcome of a write is unknown to it
   * - `lost`: there is no answer, so the operation may have been carried out
   * - `refused`: this attempt was not carried out, which does not say anything about earlier ones
   * - `reused`: the key stands for another input
   */
  readonly outcome: 'known' | 'unknown' | 'lost' | 'refused' | 'reused';
  /** Milliseconds until it makes sense to send the same request again; null if a repetition would not change anything. */
  readonly repeatAfterMs: number | null;
}

/** The request was not carried out and can succeed later. */
const RETRYABLE: ReadonlySet<unknown> = new Set([
  'RATE_LIMITED',
  'BACKEND_RATE_LIMITED',
  'BACKEND_TIMEOUT',
  'BACKEND_UNAVAILABLE',
  'STORE_UNAVAILABLE',
]);
/** Codes in the payload of a write that was refused before the gateway looked at its key. */
const BEFORE_THE_KEY: ReadonlySet<unknown> = new Set([
  'STORE_UNAVAILABLE',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
]);
const UNKNOWN: ReadonlySet<unknown> = new Set(['OUTCOME_UNKNOWN', 'INTERNAL_SERVER_ERROR', undefined]);

/** The verdict on a GraphQL answer. `retryAfterMs` is that of its headers. */
export function judgeAnswer(
  data: unknown,
  errors: readonly Pick<AnswerError, 'extensions'>[] = [],
  retryAfterMs?: number,
): Verdict {
  const codes = errors.map(({ extensions }) => extensions?.['code']);
  const inPayload = codesIn(data);
  const all = new Set([...codes, ...inPayload]);
  if (all.has('IDEMPOTENCY_KEY_REUSED')) return { outcome: 'reused', repeatAfterMs: null };
  if (inPayload.has('OUTCOME_UNKNOWN') || codes.some((code) => UNKNOWN.has(code)))
    return { outcome: 'unknown', repeatAfterMs: null };
  if (data !== undefined && data !== null)
    return { outcome: [...all].some((code) => BEFORE_THE_KEY.has(code)) ? 'refused' : 'known', repeatAfterMs: null };
  // Neither data nor errors: not an answer of the gateway.
  if (codes.length === 0) return { outcome: 'lost', repeatAfterMs: null };
  if (!codes.every((code) => RETRYABLE.has(code))) return { outcome: 'refused', repeatAfterMs: null };
  const given = errors.map(({ extensions }) => Number(extensions?.['retryAfterMs'] ?? 0));
  return { outcome: 'refused', repeatAfterMs: Math.max(retryAfterMs ?? 0, ...given) };
}

/** The verdict on an answer that is not GraphQL, by its HTTP status; undefined if no answer arrived. */
export function judgeFailure(status: number | undefined, retryAfterMs = 0): Verdict {
  if (status === undefined || PASSING.has(status)) return { outcome: 'lost', repeatAfterMs: retryAfterMs };
  if (status === 429) return { outcome: 'refused', repeatAfterMs: retryAfterMs };
  // A proxy in front of the gateway refused the request, or lost the answer.
  return { outcome: status >= 400 && status < 500 ? 'refused' : 'lost', repeatAfterMs: null };
}

/** The gateway is away for a moment, or the request did not arrive in time. */
const PASSING: ReadonlySet<number> = new Set([408, 502, 503, 504]);

/** The codes of all errors in a payload, at any depth. */
function codesIn(data: unknown): ReadonlySet<unknown> {
  const codes = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('code' in value) codes.add(value.code);
    for (const one of Object.values(value)) visit(one);
  };
  visit(data);
  return codes;
}
