import { GraphQLError } from 'graphql';
import { amount } from '../errors/amount.ts';
import { BadUserInput, GatewayError } from '../errors/catalogue.ts';

/** Maximum number of errors in an answer. */
const MAX_SHOWN_ERRORS = 100;

/**
 * Placeholder for an error that is not shown. It has a path, so graphql-js takes it as it is and does not locate it.
 */
export const LEFT_OUT = new GraphQLError('Left out', { path: [] });

/** The first errors of a result, and one more with the number of those left out. */
export function boundErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const shown: GraphQLError[] = [];
  for (const error of errors) if (shown.length < MAX_SHOWN_ERRORS && error !== LEFT_OUT) shown.push(error);
  const leftOut = errors.length - shown.length;
  if (leftOut === 0) return errors;
  const message = `${amount(leftOut)} more errors are left out: ask for less at once`;
  // It has the code of the last one shown, from which a client knows whether to retry.
  const last = shown.at(-1)?.originalError;
  const originalError = last instanceof GatewayError ? last : new BadUserInput(message);
  return [...shown, new GraphQLError(message, { originalError })];
}
