import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { refusedBaseUrl } from '../calls/source-server.ts';

const run = promisify(execFile);

/** Debian keeps the programs of each version in a folder of their own, which is not on the PATH. */
const FOLDER = '/usr/lib/postgresql';

const programs = existsSync(FOLDER)
  ? readdirSync(FOLDER)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(FOLDER, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined;

const given = process.env['DATABASE_URL'];

/** The reason for skipping tests with PostgreSQL; undefined if there is one. */
export const noPostgres =
  given || programs ? undefined : 'SKIPPED: tests with PostgreSQL. Install postgresql, or set DATABASE_URL';

/** The reason for skipping tests that stop or pause PostgreSQL; undefined if they can run. */
export const noOwnPostgres = programs ? undefined : 'SKIPPED: tests that stop or pause PostgreSQL. Install postgresql';

/** A server of its own. */
export interface PostgresServer extends AsyncDisposable {
  readonly url: string;
  /** Ends it as a crash does, and waits until it has ended. */
  kill(): Promise<void>;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** Stops its processes until `resume`: connections stay open and are not answered. */
  pause(): void;
  resume(): void;
}

export async function startOwnPostgres(): Promise<PostgresServer> {
  if (programs === undefined) throw new Error(noOwnPostgres);
  const user = await unprivilegedUser();
  const directory = await mkdtemp(join(tmpdir(), 'gateway-postgres-'));
  if (user !== undefined) await chown(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  await run(
    join(programs, 'initdb'),
    ['--no-sync', '--auth=trust', '--username=gateway', '--encoding=UTF8', '-D', data],
    {
      cwd: directory,
      ...user,
    },
  );
  const { port } = new URL(await refusedBaseUrl());
  const url = `postgres://gateway@127.0.0.1:${port}/postgres`;
  // Data that the processes have written survives their end; only a machine that fails needs fsync.
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=200',
  ];
  let child: ChildProcess | undefined;
  const start = async () => {
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    child = spawn(join(programs, 'postgres'), args, { cwd: directory, stdio: 'ignore', ...user });
    await answers(url, child);
  };
  const kill = async () => {
    if (child === undefined || hasEnded(child)) return;
    const exit = once(child, 'exit');
    child.kill('SIGQUIT');
    await exit;
  };
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    if (child === undefined || hasEnded(child)) return;
    const { pid } = child;
    if (pid !== undefined) for (const one of [pid, ...childrenOf(pid)]) process.kill(one, name);
  };
  const guard = startGuard(directory);
  await start();
  return {
    url,
    start,
    kill,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    [Symbol.asyncDispose]: async () => {
      const exit = once(guard, 'exit');
      guard.stdin?.end();
      await exit;
    },
  };
}

/** Ends the server and deletes its directory when this process closes the input, or ends in any way. */
const GUARD = `
  cat >/dev/null
  pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -CONT "$pid" && kill -QUIT "$pid" &&
    while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
  rm -rf "$1"
`;

function startGuard(directory: string): ChildProcess {
  // Detached: an interrupt from the terminal must not end it before its work.
  const guard = spawn('sh', ['-c', GUARD, 'sh', directory], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  // Its pipe must not keep this process alive.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return guard;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** PostgreSQL refuses to run as root. */
async function unprivilegedUser(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`PostgreSQL ended with ${child.exitCode}`);
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

let shared: Promise<string> | undefined;
let databases = 0;

/** The URL of a new, empty database: on the server of DATABASE_URL, or on one that the tests of this process share. */
export async function createDatabase(): Promise<AsyncDisposable & { readonly url: string }> {
  shared ??= given === undefined ? startOwnPostgres().then(({ url }) => url) : Promise.resolve(given);
  const server = await shared;
  databases += 1;
  const name = `gateway_${process.pid}_${databases}`;
  await execute(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => execute(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Executes a statement on a connection of its own, and returns its rows. */
export async function ask(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Executes statements on a connection of its own. */
export async function execute(url: string, sql: string): Promise<void> {
  await ask(url, sql);
}
