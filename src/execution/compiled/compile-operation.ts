import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { MeteredRun } from '../metered-run.ts';
import { isPromise } from '../promises.ts';
import { fragmentsOf, responseShape } from '../response-shape.ts';
import { compilableSchema } from './compilable-schema.ts';
import type { CompiledRun } from './compiled-run.ts';
import { compiledSize } from './compiled-size.ts';
import { fieldErrors } from './field-errors.ts';
import { leafSerializers } from './leaf-serializers.ts';
import { specialize } from './specialize.ts';
import { withoutCodeCache } from './without-code-cache.ts';

type VariableValues = Record<string, unknown>;

export interface CompiledOperation {
  /** In fields; the memory that it takes is proportional to it. */
  readonly size: number;
  /** Characters of the document, which it keeps in memory. */
  readonly textLength: number;
  /** Returns undefined if the compiled code met a value that only graphql-js handles: then interpret the operation. */
  readonly run: (
    metered: MeteredRun,
    contextValue: unknown,
    variableValues: VariableValues,
    rootValue?: unknown,
  ) => Promise<ExecutionResult | undefined>;
}

/** Returns undefined if compiled code would not behave like graphql-js for this operation. */
export type CompileOperation = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variableValues: VariableValues,
) => CompiledOperation | undefined;

/**
 * Compiles queries, and the selection that a subscription runs for each event, for given values of the variables in
 * @skip and @include. Operations of more than `maxSize` fields are not compiled. Nor are mutations: compiled code would
 * start the next field after one that has made the response null.
 */
export function createCompiler(schema: GraphQLSchema, maxSize: number): CompileOperation {
  const compilable = compilableSchema(schema);
  const options = { customSerializers: leafSerializers(schema), disablingCapturingStackErrors: true };
  return (document, operation, conditions) => {
    // Errors find their nodes by their location in the source.
    if (operation.operation === 'mutation' || operation.loc === undefined) return undefined;
    const specialized = specialize(document, operation, conditions);
    const shape = responseShape(schema, specialized);
    if (shape === undefined) return undefined;
    const size = compiledSize(shape, maxSize);
    if (size > maxSize) return undefined;
    const compiled = withoutCodeCache(() => compileQuery(compilable, specialized, operation.name?.value, options));
    if (!isCompiledQuery(compiled)) return undefined;

    const fragments = fragmentsOf(document);
    const execute = async (
      metered: MeteredRun,
      contextValue: unknown,
      variableValues: VariableValues,
      rootValue: unknown,
    ): Promise<ExecutionResult | undefined> => {
      const abandoned = Promise.withResolvers<undefined>();
      let isAbandoned = false;
      const abandon = (): void => {
        isAbandoned = true;
        abandoned.resolve(undefined);
      };
      const run: CompiledRun = { metered, contextValue, variableValues, operation, fragments, abandon };
      const outcome = compiled.query(rootValue, run, {});
      const result = isPromise(outcome) ? await Promise.race([outcome, abandoned.promise]) : outcome;
      return isAbandoned ? undefined : result;
    };

    const run: CompiledOperation['run'] = async (metered, contextValue, variableValues, rootValue) => {
      let result: ExecutionResult | undefined;
      try {
        result = await execute(metered, contextValue, variableValues, rootValue);
      } catch {
        // For example, a property that throws when it is read. The interpreter meets it again and reports it at its
        // path.
        return undefined;
      }
      if (result?.errors === undefined) return result;
      const errors = fieldErrors(result.errors, shape);
      return errors && { errors, data: result.data ?? null };
    };
    return { size, textLength: operation.loc.source.body.length, run };
  };
}
