import type { Passage } from './passage.ts';
import { readComments } from './read-comments.ts';
import { readGraphql } from './read-graphql.ts';
import { readMarkdown } from './read-markdown.ts';
import { readTypeScript } from './read-typescript.ts';

const READERS: Readonly<Record<string, (file: string, source: string) => readonly Passage[]>> = {
  css: (_, source) => readComments(source),
  graphql: (_, source) => readGraphql(source),
  md: (_, source) => readMarkdown(source),
  mjs: readTypeScript,
  mts: readTypeScript,
  ts: readTypeScript,
  tsx: readTypeScript,
};

export const EXTENSIONS: readonly string[] = Object.keys(READERS);

/** The prose of a file, by its extension; `.txt` behind another one does not count. */
export function readProse(file: string, source: string): readonly Passage[] {
  const [, extension = ''] = /\.(\w+)(?:\.txt)?$/.exec(file) ?? [];
  return READERS[extension]?.(file, source) ?? [];
}
