import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Goal, isMet, type SectionResult } from './sections/section.ts';

/** Ignored by git. */
export const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));

/** The machine and the programs that the figures belong to. */
export function describeMachine(sources: string): Readonly<Record<string, string | number>> {
  return {
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    loadAverage: Number((loadavg()[0] ?? 0).toFixed(2)),
    sources,
  };
}

/** A section as text: title, table, notes. */
export function sectionToText({ title, head, rows, notes }: SectionResult): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const [first = '', ...others] = lines.map((line) => toLine(line, widths));
  const table = [first, widths.map((width) => '-'.repeat(width)).join('  '), ...others];
  return [title, ...table.map((line) => `  ${line}`), ...notes.map((note) => `  ${note}`)].join('\n');
}

/** The results of the goals, one line each. */
export function goalsToText(goals: readonly Goal[]): string {
  const lines = goals.map((goal) => {
    const { what, actual, bound, limit } = goal;
    return `  ${isMet(goal) ? 'met   ' : 'MISSED'}  ${what}: ${actual.toFixed(2)}, ${bound} ${limit}`;
  });
  return ['Goals', ...lines].join('\n');
}

/** Writes all figures to bench/results/<name>.json and returns the path. */
export function writeResults(name: string, results: object): string {
  mkdirSync(RESULTS, { recursive: true });
  const path = `${RESULTS}${name}.json`;
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
  return path;
}

/** Numbers are aligned right, words left. */
function toLine(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => {
      const width = widths[column] ?? 0;
      return /^[\d.]/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
    })
    .join('  ')
    .trimEnd();
}
