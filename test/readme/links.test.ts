import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const pages = markdownFiles();

describe('the Markdown files', () => {
  test('are found in all parts of the project', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['README.md', 'docs/live.md', 'docs/adr/0001-compiled-operations.md', 'client/README.md']),
    );
  });

  test.each(pages)('%s has relative links and anchors that resolve', (path) => {
    expect(linksIn(read(path)).filter((link) => !resolves(link, path))).toEqual([]);
  });

  test.each(pages)('%s names npm scripts and workspaces that exist', (path) => {
    const folders = ['.', 'client', 'examples/connector', 'examples/web', 'graphiql'];
    const manifests = folders.map(
      (folder) => JSON.parse(read(join(folder, 'package.json'))) as { name: string; scripts?: Record<string, string> },
    );
    const scripts = new Set(manifests.flatMap((manifest) => Object.keys(manifest.scripts ?? {})));
    const workspaces = new Set(manifests.map(({ name }) => name));
    const text = read(path);
    const named = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short ?? '',
    );
    expect(named.filter((name) => !scripts.has(name))).toEqual([]);
    const asked = [...text.matchAll(/(?:-w|--workspace) ([\w-]+)/g)].map(([, name = '']) => name);
    expect(asked.filter((name) => !workspaces.has(name))).toEqual([]);
  });
});

describe('the anchors of a page', () => {
  test('are those that GitHub gives to its headings', () => {
    const text =
      '# A `code.title`: what?\n## Over HTTP\n## Over HTTP\n```sh\n# a comment\n```\n### [Linked](x.md) – heading';
    expect(anchorsIn(text)).toEqual(['a-codetitle-what', 'over-http', 'over-http-1', 'linked--heading']);
  });
});

/** All that are or will be in the repository. */
function markdownFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed
    .split('\0')
    .filter((path) => path !== '' && !path.includes('node_modules/') && existsSync(join(ROOT, path)));
}

/** Targets of links and images that are not URLs. */
function linksIn(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));
}

function resolves(link: string, page: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path));
  if (target.startsWith('..') || !existsSync(join(ROOT, target))) return false;
  if (anchor === undefined) return true;
  return statSync(join(ROOT, target)).isFile() && anchorsIn(read(target)).includes(anchor);
}

function anchorsIn(markdown: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...markdown.replaceAll(/^```.*?^```/gms, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '');
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
