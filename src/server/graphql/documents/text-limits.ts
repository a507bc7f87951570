import type { Config } from '../../../config/config.ts';
import { amount } from '../../../errors/amount.ts';
import { LimitExceeded } from '../../../errors/catalogue.ts';
import { isNestedDeeper } from './nesting.ts';

export type TextLimits = Pick<Config['limits'], 'maxQueryCharacters' | 'maxTokens' | 'maxDepth'>;

/** Returns the limit that a query's text exceeds, before it is parsed. Reads each character at most twice. */
export function textFault(query: string, limits: TextLimits): LimitExceeded | undefined {
  const { maxQueryCharacters, maxTokens, maxDepth } = limits;
  if (query.length > maxQueryCharacters)
    return new LimitExceeded(
      'maxQueryCharacters',
      `The query has ${amount(query.length)} characters; \`limits.maxQueryCharacters\` is ${amount(maxQueryCharacters)}: pass its values as variables, or send several operations`,
    );
  // For each position in an error, graphql-js counts the lines before it.
  if (lineBreaksIn(query) > maxTokens)
    return new LimitExceeded(
      'maxTokens',
      `The query has more than ${amount(maxTokens)} line breaks, and \`limits.maxTokens\` limits both tokens and lines: remove empty lines and comments`,
    );
  const maxNesting = maxNestingFor(maxDepth);
  if (isNestedDeeper(query, maxNesting))
    return new LimitExceeded(
      'maxDepth',
      `The query is nested more than ${maxNesting} levels deep: select fewer levels, and read the rest by id`,
    );
  return undefined;
}

/** Arguments and lists have brackets as well as fields. */
function maxNestingFor(maxDepth: number): number {
  return 100 + 2 * maxDepth;
}

/** Counts a carriage return with a line feed twice, which is harmless for a limit. */
function lineBreaksIn(text: string): number {
  let count = 0;
  for (const lineBreak of ['\n', '\r']) {
    for (let at = text.indexOf(lineBreak); at !== -1; at = text.indexOf(lineBreak, at + 1)) count += 1;
  }
  return count;
}
