import { toFailure } from './failure.ts';

/** What is said of a write that did not go as it should. */
export interface Fault {
  readonly title: string;
  readonly text: string;
}

interface Wording {
  /** Of a write that was not done. */
  readonly refused: string;
  /** Of a write that may have been done all the same. */
  readonly unknown: Fault;
}

interface PayloadError {
  readonly code: string;
  readonly message: string;
}

/** Of the errors in an answer; without any, nobody has said that it was done. */
export function faultOf<E extends PayloadError>(
  errors: readonly E[] | undefined,
  { refused, unknown }: Wording,
  toText: (error: E) => string = ({ message }) => message,
): Fault {
  if (!errors?.length || errors.some(({ code }) => code === 'OUTCOME_UNKNOWN')) return unknown;
  return { title: refused, text: errors.map(toText).join(' ') };
}

/** Of what was thrown in place of an answer. */
export function faultOfThrown(error: unknown, { refused, unknown }: Wording): Fault {
  const { isUnknown, message } = toFailure(error);
  return isUnknown ? unknown : { title: refused, text: message };
}
