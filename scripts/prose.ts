import { globSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { type Density, densityOf, exceeds } from './prose/density.ts';
import { findViolations } from './prose/find-violations.ts';
import { EXTENSIONS, readProse } from './prose/read-prose.ts';

// `node scripts/prose.ts src/http docs` checks the prose of these files and folders; without any, of the whole project.

/** Not written by us, or not in the repository. */
const EXCLUDED = [
  'node_modules',
  '__generated__',
  'dist',
  'coverage',
  'data',
  'bench/results',
  'schema/snapshot.graphql',
];

const paths = process.argv.slice(2);
const files = filesBelow(paths.length === 0 ? ['.'] : paths);
const counts = new Map<string, number>();
const passages = files.flatMap((file) => {
  const source = readFileSync(file, 'utf8');
  const prose = readProse(file, source);
  for (const { rule, words, at, sentence } of findViolations(prose)) {
    counts.set(rule.name, (counts.get(rule.name) ?? 0) + 1);
    console.log(`${file}:${lineOf(source, at)}: ${rule.name}, "${words}": ${rule.advice}`);
    console.log(`    ${onOneLine(source.slice(...sentence))}`);
  }
  return prose;
});

const density = densityOf(passages);
const byCount = [...counts].sort(([, a], [, b]) => b - a);
for (const [name, count] of byCount) console.log(`${String(count).padStart(6)} ${name}`);
const total = byCount.reduce((sum, [, count]) => sum + count, 0);
console.log(`${total} findings in ${files.length} files; ${densityText(density)}`);
process.exitCode = total > 0 || density.figures.some((figure) => exceeds(density, figure)) ? 1 : 0;

function filesBelow(paths: readonly string[]): readonly string[] {
  const exclude = EXCLUDED.map((path) => `**/${path}`);
  const files = paths.flatMap((path) =>
    statSync(path).isDirectory() ? globSync(`${path}/**/*.{${EXTENSIONS.join()}}{,.txt}`, { exclude }) : path,
  );
  return [...new Set(files.map((file) => relative('.', file)))].sort();
}

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

function onOneLine(sentence: string): string {
  return sentence.replace(/\s*\n\s*(?:\*|\/\/+|#+)?\s*/g, ' ');
}

function densityText({ words, figures }: Density): string {
  const texts = figures.map((figure) => {
    const verdict = exceeds({ words, figures }, figure) ? ', exceeded' : '';
    return `${figure.name} ${figure.rate.toFixed(1)} (limit ${figure.limit}${verdict})`;
  });
  return `per 1,000 of ${words} words: ${texts.join(', ')}`;
}
