import { GraphQLError } from 'graphql';
import { amount } from '../errors/amount.ts';
import { BadUserInput, GatewayError } from '../errors/catalogue.ts';

/** How many errors an answer shows. */
const MAX_SHOWN_ERRORS = 100;

/** Stands for an error that no answer shows. Since it has a path, graphql-js takes it as it is and does not locate it. */
export const LEFT_OUT = new GraphQLError('Left out', { path: [] });

/** The first errors of a result, and one more that says how many there are besides. */
export function boundErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const shown: GraphQLError[] = [];
  for (const error of errors) if (shown.length < MAX_SHOWN_ERRORS && error !== LEFT_OUT) shown.push(error);
  const leftOut = errors.length - shown.length;
  if (leftOut === 0) return errors;
  const message = `${amount(leftOut)} more errors are left out: ask for less at once`;
  // It has the code of the others, which says whether to try again.
  const last = shown.at(-1)?.originalError;
  const originalError = last instanceof GatewayError ? last : new BadUserInput(message);
  return [...shown, new GraphQLError(message, { originalError })];
}
