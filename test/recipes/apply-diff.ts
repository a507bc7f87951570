import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One place of one file: the lines that are there, and those that take their place. */
export interface Hunk {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The changes in all `diff` blocks of a Markdown text, in their order. Line numbers may be left out: the lines tell the place. */
export function hunksIn(markdown: string): readonly Hunk[] {
  return [...markdown.matchAll(/^```diff\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block
      .split(/^--- a\//m)
      .slice(1)
      .flatMap(hunksOfFile),
  );
}

function hunksOfFile(text: string): readonly Hunk[] {
  const [head = '', ...hunks] = text.split(/^@@.*\n/m);
  const path = head.split('\n')[0] ?? '';
  return hunks.map((hunk) => {
    const lines = hunk.split('\n').filter((line) => line !== '');
    const side = (marks: string) =>
      lines.filter((line) => marks.includes(line[0] ?? '')).map((line) => `${line.slice(1)}\n`);
    return { path, before: side(' -').join(''), after: side(' +').join('') };
  });
}

/** Throws if the file below `root` does not have the hunk's lines, or has them more than once. */
export async function applyHunk(root: string, { path, before, after }: Hunk): Promise<void> {
  const file = join(root, path);
  const text = await readFile(file, 'utf8');
  const parts = text.split(before);
  if (parts.length !== 2)
    throw new Error(`A diff of ${path} fits in ${parts.length - 1} places of the file, not in one:\n${before}`);
  await writeFile(file, parts.join(after));
}
