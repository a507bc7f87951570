import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { manyCompanies } from './targets/many-companies.ts';

/*
 * npm run bench:reload
 *
 * Has a gateway with 500 companies of three accounts reload its configuration: as it is, with one changed account, and with all
 * accounts changed. Prints the time of each reload, and the longest delay of the event loop meanwhile.
 */

const COMPANIES = 500;
const MAIN = new URL('../src/main.ts', import.meta.url).pathname;

const folder = await mkdtemp(join(tmpdir(), 'bench-reload-'));
const file = join(folder, 'gateway.yaml');
await writeFile(file, manyCompanies(COMPANIES, folder));
const env = { PATH: process.env['PATH'], PORT: '0', GATEWAY_CONFIG: file, SECRET: 'a-long-secret-for-the-bench' };
const gateway = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const { url } = await entryOf(gateway, 'ready at ');
  // The first one also compiles the code.
  for (const name of ['nothing changed, for the first time', 'nothing changed']) await measure(name, () => '');
  await measure('one company changed', (company) => (company === 7 ? '-a' : ''));
  await measure('all accounts changed', () => '-b');
  await measure('all accounts changed again', () => '-c');

  async function measure(name: string, suffixOf: (company: number) => string): Promise<void> {
    await writeFile(file, manyCompanies(COMPANIES, folder, suffixOf));
    await maxDelay(String(url));
    gateway.kill('SIGHUP');
    const { ms } = await entryOf(gateway, 'the configuration was');
    const delay = await maxDelay(String(url));
    process.stdout.write(
      `${name.padEnd(40)} ${String(ms).padStart(5)} ms   event loop ${delay.toFixed(0).padStart(3)} ms\n`,
    );
  }
} finally {
  gateway.kill('SIGKILL');
  await rm(folder, { recursive: true });
}

/** The next entry of the log that begins with this text. */
async function entryOf({ stdout }: ChildProcess, text: string): Promise<Readonly<Record<string, unknown>>> {
  if (stdout === null) throw new TypeError('The log of the gateway is not piped');
  const lines = createInterface({ input: stdout });
  for await (const line of lines) {
    const entry = JSON.parse(line) as Record<string, unknown>;
    if (String(entry['msg']).startsWith(text)) return entry;
  }
  throw new Error(`The gateway ended before it logged "${text}"`);
}

/** The longest delay of the event loop since the last call, in milliseconds. */
async function maxDelay(url: string): Promise<number> {
  const text = await (await fetch(new URL('metrics', url))).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1]) * 1_000;
}
