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
  /** In fields; the memory it takes grows with it. */
  readonly size: number;
  /** Of the document, which it keeps. */
  readonly textLength: number;
  /** Undefined where the compiled code met what only graphql-js knows to treat: then interpret the operation. */
  readonly run: (
    metered: MeteredRun,
    contextValue: unknown,
    variableValues: VariableValues,
    rootValue?: unknown,
  ) => Promise<ExecutionResult | undefined>;
}

/** Undefined where the operation cannot be compiled so that it does what graphql-js does. */
export type CompileOperation = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variableValues: VariableValues,
) => CompiledOperation | undefined;

/**
 * Compiles queries, and what a subscription does for each event, for given values of what stands in @skip and @include. `maxSize` is the largest operation that is
 * compiled, in fields. Mutations are not: compiled code starts the next field after one that has made the response null.
 */
export function createCompiler(schema: GraphQLSchema, maxSize: number): CompileOperation {
  const compilable = compilableSchema(schema);
  const options = { customSerializers: leafSerializers(schema), disablingCapturingStackErrors: true };
  return (document, operation, conditions) => {
    // Errors find their nodes by where they stand.
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
        // A property that throws as it is read, for one: interpreting finds it again and gives it its place.
        return undefined;
      }
      if (result?.errors === undefined) return result;
      const errors = fieldErrors(result.errors, shape);
      return errors && { errors, data: result.data ?? null };
    };
    return { size, textLength: operation.loc.source.body.length, run };
  };
}
