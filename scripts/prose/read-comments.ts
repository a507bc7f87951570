import { blank, maskQuoted, type Passage } from './passage.ts';

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*(?:\n[ \t]*\/\/.*)*/g;

/** The marks of a comment, and the directives in it that compilers and linters read. */
const NOT_PROSE = [
  /^\/\*+|\*+\/$/g,
  /^[ \t]*(?:\*|\/\/+)/gm,
  /\bbiome-ignore(?:-\w+)? [\w/]+:?|@vitest-environment .*|@ts-expect-error:?|[#@]__PURE__|<reference [^>]*>/g,
];

/** Reads comments; lines that follow each other are one. `code` is the source with everything masked that may look like a comment. */
export function readComments(source: string, code = source): readonly Passage[] {
  return Array.from(code.matchAll(COMMENT), ({ 0: { length }, index }) => {
    const comment = source.slice(index, index + length);
    const prose = NOT_PROSE.reduce((rest, pattern) => rest.replace(pattern, blank), comment);
    return { kind: 'comment', start: index, text: maskQuoted(prose) };
  });
}
