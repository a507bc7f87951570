import { outcomeUnknown } from '../../calls/write-outcome.ts';
import type { OpenAccount } from '../open-account.ts';
import { wireObject } from '../wire.ts';

/*
 * An answer with a status of success confirms a write only if its body is the one of the contract: a gateway in front of the
 * source answers 200 for a function that failed. These throw OutcomeUnknown for any other body.
 */

/** Accepts an answer without content. */
export function expectNoContent(json: unknown, account: OpenAccount): void {
  if (json !== undefined) throw notConfirmed(account);
}

/** Accepts an answer without content, and `{}`. */
export function expectEmptyObject(json: unknown, account: OpenAccount): void {
  if (json === undefined) return;
  const wire = wireObject<object>(json);
  if (wire === undefined || Object.keys(wire).length > 0) throw notConfirmed(account);
}

function notConfirmed({ accountId, deviations }: OpenAccount) {
  return outcomeUnknown(accountId, deviations.unreadable('$', 'the confirmation of a write'));
}
