import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const SCRIPT = new URL('append-forever.ts', import.meta.url).pathname;

export interface Said {
  readonly sent: readonly string[];
  /** Message id -> id of its event. */
  readonly stored: ReadonlyMap<string, string>;
  readonly refused: ReadonlyMap<string, string>;
}

/** A gateway of its own that appends endlessly. Disposing of it kills it. */
export interface AppendingProcess extends AsyncDisposable {
  readonly said: Said;
  /** Waits for this many lines of the kind. */
  saw(kind: 'open' | 'sent' | 'stored' | 'refused', count: number): Promise<void>;
}

/** With `blocks`, files can have at most this many blocks of 512 bytes: beyond that, the disk is full. */
export function startAppending(
  dataDir: string,
  {
    prefix = 'm',
    characters = 0,
    blocks = 'unlimited',
  }: { prefix?: string; characters?: number; blocks?: string } = {},
): AppendingProcess {
  const command = `ulimit -S -f ${blocks}; exec "$@"`;
  const args = [process.execPath, SCRIPT, dataDir, prefix, String(characters)];
  const child = spawn('sh', ['-c', command, 'sh', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const said = { sent: [] as string[], stored: new Map<string, string>(), refused: new Map<string, string>() };
  const counts = new Map<string, number>();
  const watchers = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [kind = '', message = '', more = ''] = line.split(' ');
    if (kind === 'sent') said.sent.push(message);
    // A line that the kill has cut off is not reliable.
    if (kind === 'stored' && more !== '') said.stored.set(message, more);
    if (kind === 'refused') said.refused.set(message, more);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    for (const watch of watchers) watch();
  });
  return {
    said,
    saw: async (kind, count) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const watch = () => void ((counts.get(kind) ?? 0) >= count && resolve());
      watchers.add(watch);
      watch();
      void closed.then(() => reject(new Error(`it ended before ${count} × ${kind}`)));
      await promise;
      watchers.delete(watch);
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
