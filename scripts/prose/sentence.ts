import type { Passage, PassageKind } from './passage.ts';

export interface Sentence {
  readonly kind: PassageKind;
  /** Offset in the file. */
  readonly start: number;
  /** As in its passage, on one line, but of the same length. */
  readonly text: string;
}

const BREAK = /(?<=[.!?…]["”)]?)\s+(?=["“(]?[\p{Lu}_\d])|\n[ \t]*\n|\n(?=[ \t]*(?:[-*•]|\d+\.) )/gu;

export function sentencesOf({ kind, start, text }: Passage): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  for (const { 0: gap, index } of [...text.matchAll(BREAK), { 0: '', index: text.length }]) {
    const piece = text.slice(from, index);
    const trimmed = piece.trim();
    const at = from + piece.indexOf(trimmed);
    if (/\p{L}/u.test(trimmed)) sentences.push({ kind, start: start + at, text: trimmed.replace(/\s/g, ' ') });
    from = index + gap.length;
  }
  return sentences;
}
