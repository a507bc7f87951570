import {
  type AccountId,
  BackendRejected,
  Conflict,
  type GatewayError,
  NotFound,
  OutcomeUnknown,
} from '../errors/catalogue.ts';
import type { StoredWrite } from '../store/writes/stored-write.ts';

/** How a source can refuse a write for good. */
const REFUSALS = { CONFLICT: Conflict, NOT_FOUND: NotFound, BACKEND_REJECTED: BackendRejected } as const;

/** True if sending the same write again would get the same answer. */
export function isForGood({ code }: GatewayError): boolean {
  return code in REFUSALS;
}

/** The error of a write that was not done, as its first caller got it. */
export function recordedError({ id, error, outcome }: StoredWrite, accountId: AccountId): GatewayError {
  const again =
    outcome === 'UNKNOWN'
      ? new OutcomeUnknown(UNKNOWN, { accountId })
      : new REFUSALS[refusalOf(error?.code)](error?.message ?? 'The source refused it.', { accountId });
  again.writeId = id;
  return again;
}

const UNKNOWN =
  'The write was sent, but no usable answer arrived: it may or may not have taken effect. It was not sent again.';

function refusalOf(code: string | undefined): keyof typeof REFUSALS {
  return code === 'CONFLICT' || code === 'NOT_FOUND' ? code : 'BACKEND_REJECTED';
}
