import { toFailure } from './failure.ts';

/** The message about a failed write. */
export interface Fault {
  readonly title: string;
  /** A line for each of several errors. */
  readonly text: string;
}

interface Wording {
  /** The title if the write was not done. */
  readonly refused: string;
  /** The message if the write may have been done. */
  readonly unknown: Fault;
}

interface PayloadError {
  readonly code: string;
  readonly message: string;
}

/** The message for the errors in an answer. Without errors, the outcome is unknown. */
export function faultOf<E extends PayloadError>(
  errors: readonly E[] | undefined,
  { refused, unknown }: Wording,
  toText: (error: E) => string = ({ message }) => message,
): Fault {
  if (!errors?.length || errors.some(({ code }) => code === 'OUTCOME_UNKNOWN')) return unknown;
  return { title: refused, text: errors.map(toText).join('\n') };
}

/** The message for a thrown error. */
export function faultOfThrown(error: unknown, { refused, unknown }: Wording): Fault {
  const { isUnknown, message } = toFailure(error);
  return isUnknown ? unknown : { title: refused, text: message };
}
