import { readFile, writeFile } from 'node:fs/promises';
import { NODE_FLAGS } from '../../bench/targets/node-flags.ts';
import { type GatewayProcess, makeFolder, startProcess } from '../process/gateway-process.ts';
import type { Outcomes } from './attack.ts';
import { collectGarbage } from './collect-garbage.ts';

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;

/**
 * The flags of `npm start`, a heap that leaves room for buffers within 2 GB, and an inspector to ask for a garbage
 * collection.
 */
const FLAGS = [...NODE_FLAGS, '--max-old-space-size=1536', '--inspect=127.0.0.1:0'];

export interface GatewayUnderAttack extends AsyncDisposable {
  readonly url: URL;
  readonly pid: number;
  isAlive(): boolean;
  /** Bytes in use after a garbage collection: V8's heap, and what it knows of outside. */
  memory(): Promise<number>;
  /** The highest resident size since the last call, in bytes. */
  peak(): Promise<number>;
  /** The values of the metric, by reason. */
  refusals(): Promise<Outcomes>;
  /** Lines that were logged so far. */
  logLines(): number;
}

/** Starts the gateway as its operator does in production. */
export async function startGateway(config: object): Promise<GatewayUnderAttack> {
  await using started = new AsyncDisposableStack();
  const folder = started.use(await makeFolder());
  const env = {
    NODE_ENV: 'production',
    GATEWAY_CONFIG: await folder.write('gateway.yaml', { ...config, storage: { dataDir: `${folder.path}/data` } }),
  };
  const gateway = started.use(startProcess(env, [process.execPath, ...FLAGS, MAIN]));
  const url = await gateway.ready();
  const { pid } = gateway;
  if (pid === undefined) throw new Error('the gateway has no process id');
  let isAlive = true;
  void gateway.exit.then(() => {
    isAlive = false;
  });
  // A test that hangs never disposes of the gateway.
  process.once('exit', () => gateway.kill('SIGKILL'));
  const owned = started.move();
  return {
    url,
    pid,
    isAlive: () => isAlive,
    memory: async () => collectGarbage(await inspectorUrl(gateway)),
    peak: async () => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      // 5 sets the highest value back to the present one.
      await writeFile(`/proc/${pid}/clear_refs`, '5');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
    },
    refusals: async () => {
      const text = await (await fetch(new URL('metrics', url))).text();
      const lines = text.matchAll(/^gateway_(?:webhook_)?refusals_total\{reason="(\w+)"\} (\d+)/gm);
      return Object.fromEntries([...lines].map(([, reason = '', count]) => [reason, Number(count)]));
    },
    logLines: () => gateway.output().stdout.split('\n').length,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function inspectorUrl(gateway: GatewayProcess): Promise<string> {
  const found = /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(gateway.output().stderr);
  if (found === null) throw new Error('the inspector did not say where it listens');
  return found[0];
}
