import type { Passage } from './passage.ts';

export interface Density {
  readonly words: number;
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly name: string;
  readonly count: number;
  /** For 1,000 words. */
  readonly rate: number;
  readonly limit: number;
}

const LIMITS = [
  { name: 'what', pattern: /\bwhat\b/gi, limit: 2 },
  { name: 'none|nobody|nothing', pattern: /\b(?:none|nobody|nothing)\b/gi, limit: 1 },
];

/** Shorter texts have no limits: a single word could exceed them. */
const LEAST_WORDS = 1_000;

/** Counts words in comments and documentation; titles and messages are too short to be compared. */
export function densityOf(passages: readonly Passage[]): Density {
  const texts = passages.filter(({ kind }) => kind !== 'title' && kind !== 'message').map(({ text }) => text);
  const occurrences = (pattern: RegExp) => texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
  const words = occurrences(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu);
  const figures = LIMITS.map(({ name, pattern, limit }) => {
    const count = occurrences(pattern);
    return { name, count, rate: (count * 1_000) / Math.max(words, 1), limit };
  });
  return { words, figures };
}

export function exceeds({ words }: Density, { rate, limit }: Figure): boolean {
  return words >= LEAST_WORDS && rate >= limit;
}
