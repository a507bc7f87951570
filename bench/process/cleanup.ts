import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Undo = () => void;

const pending = new Set<Undo>();

// `exit` comes after a normal end, an uncaught error and process.exit, and leaves time for synchronous work only.
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

/** Runs `undo` when the benchmark ends in whatever way; the function returned takes that back. */
export function atExit(undo: Undo): () => void {
  pending.add(undo);
  return () => pending.delete(undo);
}

/** A new directory that is gone when the benchmark has ended. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  atExit(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
