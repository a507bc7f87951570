import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  NoFragmentCyclesRule,
  SingleFieldSubscriptionsRule,
  type Source,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { InvalidQuery } from '../../../errors/catalogue.ts';
import { hasTooManyComparisons } from './comparisons.ts';
import { createSingleRootFieldRule } from './subscription-root.ts';

/** The most errors in one answer. The last one says that there are more. */
const MAX_FAULTS = 100;
/** The most locations of one error, which may concern thousands of fields. */
const MAX_PLACES = 10;

/** graphql-js's message for an operation with too many fields to compare. */
const VALIDATION_ABORTED = 'Validation aborted.';

/**
 * Validates a document that was parsed from `source`, with the rules of graphql-js; see createSingleRootFieldRule for
 * the one exception. Fragments that contain themselves and fields that are repeated too often are checked first,
 * because they make the other rules slow.
 */
export function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  source: Source,
): readonly InvalidQuery[] {
  if (fragments.size > 0) {
    const cycles = faultsOf(schema, document, source, [NoFragmentCyclesRule]);
    if (cycles.length > 0) return cycles;
  }
  if (hasTooManyComparisons(document, fragments)) return [new InvalidQuery(REPEATS)];
  const singleRootField = createSingleRootFieldRule(fragments);
  return faultsOf(schema, document, source, [...OTHER_RULES, singleRootField]);
}

const OTHER_RULES = specifiedRules.filter((rule) => rule !== SingleFieldSubscriptionsRule);

const REPEATS = 'The operation repeats fields or fragments too often to be validated: select each of them once';

function faultsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  source: Source,
  rules: readonly ValidationRule[],
): readonly InvalidQuery[] {
  const text = source.body;
  try {
    // For each location of each error, graphql-js scans the text to count lines. With an empty text there is nothing to
    // scan.
    source.body = '';
    const faults = validate(schema, document, rules, { maxErrors: MAX_FAULTS - 1 });
    source.body = text;
    if (faults.length === 0) return [];
    const lineStarts = lineStartsIn(text);
    return faults.map((fault) => toInvalidQuery(fault, lineStarts));
  } finally {
    source.body = text;
  }
}

function toInvalidQuery({ message, positions }: GraphQLError, lineStarts: readonly number[]): InvalidQuery {
  const places = positions?.slice(0, MAX_PLACES).map((position) => placeOf(position, lineStarts));
  if (message === VALIDATION_ABORTED) return new InvalidQuery(REPEATS);
  return new InvalidQuery(message, places);
}

/** Returns the start of each line, with the line breaks that graphql-js knows. */
function lineStartsIn(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|[\n\r]/g), ({ 0: { length }, index }) => index + length)];
}

function placeOf(position: number, lineStarts: readonly number[]): { line: number; column: number } {
  let [first, last] = [0, lineStarts.length - 1];
  while (first < last) {
    const middle = Math.ceil((first + last) / 2);
    if ((lineStarts[middle] ?? 0) <= position) first = middle;
    else last = middle - 1;
  }
  return { line: first + 1, column: position + 1 - (lineStarts[first] ?? 0) };
}
