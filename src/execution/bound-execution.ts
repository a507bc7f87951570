import { type ExecutionResult, GraphQLError } from 'graphql';
import { GatewayError } from '../errors/catalogue.ts';
import { EVENT_LOOP, type Pacer } from '../limits/pacer.ts';
import { Quota } from '../limits/quota.ts';
import { createAnswerBound } from './answer-text.ts';
import { boundErrors } from './bound-errors.ts';
import { MeteredRun, type RunScope } from './metered-run.ts';

export interface ExecutionBounds {
  /** Maximum number of fields of a result; unlimited by default. */
  readonly maxFields?: number;
  /** Maximum size of a result's data as JSON; unlimited by default. */
  readonly maxAnswerBytes?: number;
  /** Shares the event loop with the other work of this process. */
  readonly pacer?: Pacer;
}

interface Bounded {
  readonly scope: RunScope;
  readonly isMutation: boolean;
}

/** Executes an operation with a meter that can end it, and bounds its result. */
export type BoundExecution = (
  bounded: Bounded,
  execute: (run: MeteredRun) => Promise<ExecutionResult>,
) => Promise<ExecutionResult>;

/** Results in progress may hold this multiple of `maxFields` together; those of one caller, half of it. */
const RESULTS_AT_ONCE = 8;

export function createBoundExecution(bounds: ExecutionBounds): BoundExecution {
  const { maxFields = Infinity, maxAnswerBytes = Infinity, pacer = EVENT_LOOP } = bounds;
  const fields = new Quota(RESULTS_AT_ONCE * maxFields, (RESULTS_AT_ONCE / 2) * maxFields);
  const limits = { maxFields, fields, pacer };
  const boundAnswer = createAnswerBound(maxAnswerBytes);

  return async ({ scope, isMutation }, execute) => {
    using run = new MeteredRun(scope, limits, isMutation);
    const result = await Promise.race([execute(run), run.end]);
    if (run.ended !== undefined || result === undefined) return withoutData(run.ended, isMutation);
    const bounded = result.errors === undefined ? result : { ...result, errors: boundErrors(result.errors) };
    if (!bounded.data) return bounded;
    try {
      const answer = boundAnswer(bounded.data, run);
      if (answer !== undefined) await answer;
      return bounded;
    } catch (reason) {
      return withoutData(reason, isMutation);
    }
  };
}

/** The result of an operation that was ended: the reason, without data. */
function withoutData(reason: unknown, isMutation: boolean): ExecutionResult {
  const originalError = reason instanceof Error ? reason : new Error('An operation was ended', { cause: reason });
  const words = originalError instanceof GatewayError && isMutation ? DONE : '';
  return { data: null, errors: [new GraphQLError(originalError.message + words, { originalError })] };
}

/** A client that repeated the mutation would make the changes twice. */
const DONE = '. Its changes have been made all the same';
