import type { Passage } from './passage.ts';
import { RULES, type Rule } from './rules.ts';
import { sentencesOf } from './sentence.ts';

export interface Violation {
  readonly rule: Rule;
  /** The match, and its offset in the file. */
  readonly words: string;
  readonly at: number;
  /** The sentence, as two offsets in the file. */
  readonly sentence: readonly [start: number, end: number];
}

/** A line break in a comment has become several spaces. */
const SEARCHES = RULES.map((rule) => ({
  rule,
  pattern: new RegExp(rule.pattern.source.replaceAll(' ', ' +'), `${rule.pattern.flags}g`),
}));

/** Every match of a rule, in the order of the file. */
export function findViolations(passages: readonly Passage[]): readonly Violation[] {
  return passages
    .flatMap(sentencesOf)
    .flatMap(({ kind, start, text }) =>
      SEARCHES.filter(({ rule }) => !rule.except?.includes(kind)).flatMap(({ rule, pattern }) =>
        Array.from(text.matchAll(pattern), ({ 0: match, index }) => {
          const words = match.replace(/^[;:] +/, '');
          const at = start + index + match.length - words.length;
          return { rule, words: words.trim().replace(/ +/g, ' '), at, sentence: [start, start + text.length] as const };
        }),
      ),
    )
    .sort((a, b) => a.at - b.at);
}
