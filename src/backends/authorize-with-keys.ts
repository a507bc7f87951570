import type { Authorize } from './rest-client.ts';

export interface KeysOptions {
  /** One key, or two while one is being replaced. */
  readonly keys: readonly string[];
  readonly withKey: (key: string) => Authorize;
  /** The statuses with which the source refuses a key, before it does anything else. */
  readonly refusals: readonly number[];
}

/**
 * Adds one of an account's keys to its calls. With two keys, a call that is refused because of its key is repeated with the other
 * one, which is used from then on if it is accepted. That includes a write: a refusal because of the key shows that it was not
 * carried out.
 */
export function authorizeWithKeys({ keys, withKey, refusals }: KeysOptions): Authorize {
  const [first, second] = keys.map(withKey);
  if (first === undefined) throw new TypeError('An account was opened without a key');
  // Without a promise of its own, as almost every call of almost every account goes this way.
  if (second === undefined) return first;
  let current = first;
  return async (send, request) => {
    const used = current;
    const answer = await used(send, request);
    if (!refusals.includes(answer.status)) return answer;
    const other = used === first ? second : first;
    const repeated = await other(send, request);
    if (refusals.includes(repeated.status)) return answer;
    current = other;
    return repeated;
  };
}
