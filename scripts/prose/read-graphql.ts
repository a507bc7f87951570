import { parse, TokenKind } from 'graphql';
import { blank, maskQuoted, type Passage } from './passage.ts';

/** Reads descriptions, reasons of deprecations, and comments. */
export function readGraphql(source: string): readonly Passage[] {
  const passages: Passage[] = [];
  for (let token = parse(source).loc?.startToken; token; token = token.next ?? undefined) {
    const { kind, start } = token;
    const text = source.slice(start, token.end);
    if (kind === TokenKind.COMMENT) {
      passages.push({ kind: 'comment', start, text: maskQuoted(text.replace(/^#/, blank)) });
    } else if (kind === TokenKind.BLOCK_STRING || (kind === TokenKind.STRING && text.includes(' '))) {
      passages.push({ kind: 'description', start, text: maskQuoted(text.replace(/^"+|"+$/g, blank)) });
    }
  }
  return passages;
}
