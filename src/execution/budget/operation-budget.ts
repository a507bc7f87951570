import { GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { amount } from '../../errors/amount.ts';
import { BadUserInput, LimitExceeded } from '../../errors/catalogue.ts';
import type { ExecutionRequest } from '../executor.ts';
import { fragmentsOf } from '../response-shape.ts';
import { type Estimate, estimateSelections } from './estimate.ts';
import { GivenValues } from './given-values.ts';
import { schemaCosts } from './schema-costs.ts';

/** Returns the reason if an operation may not run with its variables. */
export type OperationBudget = (request: ExecutionRequest) => GraphQLError | undefined;

export interface BudgetLimits {
  readonly maxFields: number;
  readonly maxRestCalls: number;
}

/**
 * Creates the check that each operation passes before it runs. Throws a TypeError if the schema lacks the cost of a
 * field.
 */
export function createOperationBudget(schema: GraphQLSchema, limits: BudgetLimits): OperationBudget {
  const costs = schemaCosts(schema);
  const withoutVariables = new WeakMap<OperationDefinitionNode, { readonly verdict: GraphQLError | undefined }>();

  return (request) => {
    const { operation } = request;
    if (operation.variableDefinitions?.length) return check(request);
    const before = withoutVariables.get(operation);
    if (before !== undefined) return before.verdict;
    const verdict = check(request);
    withoutVariables.set(operation, { verdict });
    return verdict;
  };

  function check({ document, operation, variables = {} }: ExecutionRequest): GraphQLError | undefined {
    const type = schema.getRootType(operation.operation);
    if (!type) return undefined;
    const values = new GivenValues(operation, variables);
    const options = { schema, costs, fragments: fragmentsOf(document), values };
    const reason = reasonAgainst(estimateSelections(options, type, operation.selectionSet), limits);
    return reason && new GraphQLError(reason.message, { originalError: reason });
  }
}

function reasonAgainst({ fields, restCalls, files }: Estimate, limits: BudgetLimits): BadUserInput | undefined {
  const { maxFields, maxRestCalls } = limits;
  if (files > 1)
    return new BadUserInput(
      `The operation sends a file with ${amount(files)} fields: send each file in a request of its own`,
    );
  if (fields > maxFields)
    return new LimitExceeded(
      'maxFields',
      `The operation can produce about ${amount(Math.ceil(fields))} fields; \`limits.maxFields\` is ${amount(maxFields)}: ask for fewer objects at once (\`first\`), or for fewer fields of each`,
    );
  if (restCalls > maxRestCalls)
    return new LimitExceeded(
      'maxRestCalls',
      `The operation can cause about ${amount(restCalls)} REST calls; \`limits.maxRestCalls\` is ${amount(maxRestCalls)}: ask for fewer objects at once (\`first\`, \`ids\`), or send several operations`,
    );
  return undefined;
}
