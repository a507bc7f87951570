import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import type { MeteredRun } from '../metered-run.ts';

/**
 * One run of a compiled operation. The compiled code has it as its context, so that it reaches the wrappers between
 * that code and a resolver; the resolver gets `contextValue`.
 */
export interface CompiledRun {
  readonly metered: MeteredRun;
  readonly contextValue: unknown;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Gives up the compiled run; the operation is then interpreted from its start. */
  readonly abandon: () => void;
}
