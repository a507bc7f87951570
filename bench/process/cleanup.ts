import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Undo = () => void;

const pending = new Set<Undo>();

// `exit` is emitted after a normal end, an uncaught error and process.exit, and allows only synchronous work.
process.on('exit', () => {
  for (const undo of [...pending].reverse()) undo();
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => process.exit(code));
}

/** Runs `undo` when the benchmark ends for any reason; the returned function cancels that. */
export function atExit(undo: Undo): () => void {
  pending.add(undo);
  return () => pending.delete(undo);
}

/** A new directory that is removed when the benchmark ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  atExit(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
