import { outcomeUnknown } from '../../calls/write-outcome.ts';
import type { OpenAccount } from '../open-account.ts';
import type { WriteAnswer } from '../rest-client.ts';
import { wireObject } from '../wire.ts';

/*
 * An answer with a status of success confirms a write only if its body is the one of the contract: a gateway in front of the
 * source answers 200 for a function that failed. These throw OutcomeUnknown for any other body, and for 202: the request was
 * accepted, and nothing tells later whether it was carried out.
 */

const ACCEPTED = 202;

/** Accepts an answer without content. */
export function expectNoContent({ json, status }: WriteAnswer, account: OpenAccount): void {
  if (json !== undefined || status === ACCEPTED) throw notConfirmed(account);
}

/** Accepts an answer without content, and `{}`. */
export function expectEmptyObject({ json, status }: WriteAnswer, account: OpenAccount): void {
  if (status === ACCEPTED) throw notConfirmed(account);
  if (json === undefined) return;
  const wire = wireObject<object>(json);
  if (wire === undefined || Object.keys(wire).length > 0) throw notConfirmed(account);
}

function notConfirmed({ accountId, deviations }: OpenAccount) {
  return outcomeUnknown(accountId, deviations.unreadable('$', 'the confirmation of a write'));
}
