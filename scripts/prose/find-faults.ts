import type { Passage } from './passage.ts';
import { RULES, type Rule } from './rules.ts';
import { sentencesOf } from './sentence.ts';

export interface Finding {
  readonly rule: Rule;
  /** Offset in the file of the words that the rule matched. */
  readonly at: number;
  /** The sentence that they are in, as two offsets in the file. */
  readonly sentence: readonly [start: number, end: number];
}

/** Each place where a rule is broken, in the order of the text. */
export function findFaults(passages: readonly Passage[]): readonly Finding[] {
  return passages
    .flatMap(sentencesOf)
    .flatMap(({ kind, start, text }) =>
      RULES.filter(({ except }) => !except?.includes(kind)).flatMap((rule) =>
        Array.from(text.matchAll(new RegExp(rule.pattern, `${rule.pattern.flags}g`)), ({ 0: match, index }) => ({
          rule,
          at: start + index + match.length - match.replace(/^[;:] /, '').length,
          sentence: [start, start + text.length] as const,
        })),
      ),
    )
    .sort((a, b) => a.at - b.at);
}
