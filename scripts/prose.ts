import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Density, densityOf, exceeds } from './prose/density.ts';
import { findFaults } from './prose/find-faults.ts';
import { isProseFile, readProse } from './prose/read-prose.ts';

// `node scripts/prose.ts src/http docs` checks the prose of these paths; without paths, of the whole project.
// CONTRIBUTING.md has the rules.
const files = filesOf(process.argv.slice(2));
const counts = new Map<string, number>();
const passages = files.flatMap((file) => {
  const source = readFileSync(file, 'utf8');
  const prose = readProse(file, source);
  for (const { rule, at, sentence } of findFaults(prose)) {
    counts.set(rule.name, (counts.get(rule.name) ?? 0) + 1);
    console.log(
      `${file}:${lineOf(source, at)}: ${rule.name}: ${rule.advice}\n    ${onOneLine(source.slice(...sentence))}`,
    );
  }
  return prose;
});
const density = densityOf(passages);
const findings = [...counts.values()].reduce((sum, count) => sum + count, 0);

for (const [name, count] of [...counts].sort(([, a], [, b]) => b - a))
  console.log(`${String(count).padStart(6)} ${name}`);
console.log(summary(files.length, findings, density));
process.exitCode = findings > 0 || density.figures.some((figure) => exceeds(density, figure)) ? 1 : 0;

/** The files of the project below the paths, those that are not committed yet included. */
function filesOf(paths: readonly string[]): readonly string[] {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...paths];
  const deleted = new Set(linesOf('git', ['ls-files', '--deleted', '--', ...paths]));
  return linesOf('git', list).filter((file) => isProseFile(file) && !deleted.has(file));
}

function linesOf(program: string, parameters: readonly string[]): readonly string[] {
  return execFileSync(program, parameters, { encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\n')
    .filter(Boolean);
}

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

function onOneLine(sentence: string): string {
  return sentence.replace(/\s*\n\s*(?:\*|\/\/+|#+)?\s*/g, ' ');
}

function summary(fileCount: number, findings: number, { words, figures }: Density): string {
  const rates = figures.map(
    (figure) =>
      `${figure.name} ${figure.rate.toFixed(1)} (${exceeds({ words, figures }, figure) ? 'too many: ' : ''}limit ${figure.limit})`,
  );
  return `${findings} findings in ${fileCount} files; in 1,000 of ${words} words: ${rates.join(', ')}`;
}
