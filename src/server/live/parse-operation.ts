import { hash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Config } from '../../config/config.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { depthLimit } from '../depth-limit.ts';
import { isNestedDeeper } from '../nesting.ts';

/** What a client asks to be run, as it came. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface ParsedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly queryHash: string;
}

/** Checked texts are kept: many subscribers ask the same. */
const MAX_TEXTS = 500;
const MAX_CHARACTERS = 2_000_000;

type CheckedText =
  | { readonly document: DocumentNode; readonly queryHash: string }
  | { readonly faults: readonly Error[] };

/** What is wrong is given, not thrown: a text that nobody can parse, faults against the schema, no such operation. */
export type OperationParser = (request: OperationRequest) => ParsedOperation | readonly Error[];

/** Reads operations with the limits of HTTP. */
export function createOperationParser(
  schema: GraphQLSchema,
  limits: Pick<Config['limits'], 'maxDepth' | 'maxTokens'>,
): OperationParser {
  const rules = [...specifiedRules, depthLimit(limits.maxDepth)];
  const maxNesting = 100 + 2 * limits.maxDepth;
  const checked = new LRUCache<string, CheckedText>({
    max: MAX_TEXTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_text, query) => query.length + 1,
  });

  const check = (query: string): CheckedText => {
    if (isNestedDeeper(query, maxNesting))
      return {
        faults: [new BadUserInput(`The query is nested more than ${maxNesting} levels deep: ask for less at once`)],
      };
    try {
      const document = parse(query, { maxTokens: limits.maxTokens });
      const faults = validate(schema, document, rules);
      return faults.length > 0 ? { faults } : { document, queryHash: hash('sha256', query) };
    } catch (error) {
      if (error instanceof GraphQLError) return { faults: [error] };
      throw error;
    }
  };

  return ({ query, operationName }) => {
    const text = checked.get(query) ?? check(query);
    checked.set(query, text);
    if ('faults' in text) return text.faults.map(toBadInput);
    const operation = getOperationAST(text.document, operationName);
    if (operation) return { ...text, operation };
    return [
      new BadUserInput(
        operationName
          ? `The document has no operation ${JSON.stringify(operationName.slice(0, 64))}`
          : 'The document has more than one operation: name the one that is asked for in operationName',
      ),
    ];
  };
}

/** What graphql-js says of a request, with the code for it: it gives none. */
export function toBadInput(error: Error): Error {
  if (!(error instanceof GraphQLError)) return error;
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
