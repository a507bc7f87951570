import { asNoun, blank, maskQuoted, type Passage } from './passage.ts';

const NOT_PROSE = [
  /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t]*\1[^\n]*$/gm, // blocks of code
  /<!--[\s\S]*?-->|<\/?[a-z][^>\n]*>/g, // HTML
  /^\|[-:| ]+\|$/gm, // the line below a table's head
  /^\[[^\]]+\]: .*$/gm, // link definitions
  /\]\([^)\n]*\)|!?\[/g, // targets and brackets of links
  /\*\*|(?<=\W)[*_](?=\w)|(?<=\w)[*_](?=\W)/g, // emphasis
];

/** A heading, a row of a table, or a paragraph or item with the lines that continue it. */
const BLOCK = /^#{1,6} .*$|^\|.*$|^.*\S.*(?:\n(?!#|\||[ \t]*(?:[-*+]|\d+\.) ).*\S.*)*/gm;

/** Reads headings, paragraphs, items and cells. Heads of tables count as headings. */
export function readMarkdown(source: string): readonly Passage[] {
  const prose = NOT_PROSE.reduce((rest, pattern) => rest.replace(pattern, blank), source);
  // Code is masked first: it may contain the bar that separates cells.
  return Array.from(prose.replace(/`[^`\n]*`/g, asNoun).matchAll(BLOCK)).flatMap(({ 0: block, index }) => {
    if (block.startsWith('|')) return cellsOf(block, index, isHead(source, index + block.length));
    const kind = block.startsWith('#') ? 'heading' : 'paragraph';
    return [{ kind, start: index, text: maskQuoted(block.replace(/^\s*(?:#+|[-*+]|\d+\.) /, blank)) } as const];
  });
}

function cellsOf(row: string, start: number, isHead: boolean): readonly Passage[] {
  return Array.from(row.matchAll(/[^|]+/g), ({ 0: text, index }) => ({
    kind: isHead ? 'heading' : 'paragraph',
    start: start + index,
    text: maskQuoted(text),
  }));
}

function isHead(source: string, endOfRow: number): boolean {
  return /^\n\|[-:| ]+\|/.test(source.slice(endOfRow, endOfRow + 200));
}
