import { extname } from 'node:path';
import type { Passage } from './passage.ts';
import { readGraphql } from './read-graphql.ts';
import { readMarkdown } from './read-markdown.ts';
import { readTypeScript } from './read-typescript.ts';

const GENERATED = /(?:^|\/)__generated__\/|^schema\/snapshot\.graphql$/;

export function isProseFile(file: string): boolean {
  return /\.(?:ts|tsx|mts|mjs|md|graphql)$/.test(file) && !GENERATED.test(file);
}

export function readProse(file: string, source: string): readonly Passage[] {
  const extension = extname(file);
  if (extension === '.md') return readMarkdown(source);
  return extension === '.graphql' ? readGraphql(source) : readTypeScript(file, source);
}
