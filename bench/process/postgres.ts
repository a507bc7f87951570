import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { startChild } from './child.ts';
import { temporaryDirectory } from './cleanup.ts';

/** A server of PostgreSQL with its default settings, which waits for the disk at each commit. */
export interface PostgresServer extends AsyncDisposable {
  /** Creates a database, and returns its URL. */
  createDatabase(name: string): Promise<string>;
}

/** Debian keeps the programs of each version in a folder of their own, which is not on the PATH. */
const FOLDER = '/usr/lib/postgresql';
const POLL_MS = 50;
const READY_MS = 30_000;

/** Undefined if PostgreSQL is not installed. */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const programs = findPrograms();
  if (programs === undefined) return undefined;
  const directory = temporaryDirectory();
  const data = join(directory, 'data');
  mkdirSync(data);
  // It refuses to run as root.
  const asUser = process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  if (asUser.length > 0) execFileSync('chown', ['-R', 'postgres:postgres', directory]);
  const [initCommand = '', ...initArgs] = [...asUser, join(programs, 'initdb')];
  execFileSync(initCommand, [...initArgs, '--auth=trust', '--username=gateway', '--encoding=UTF8', '-D', data], {
    cwd: directory,
  });
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
  const [command = '', ...args] = [...asUser, join(programs, 'postgres'), '-D', data];
  const child = startChild(command, [...args, ...settings.flatMap((setting) => ['-c', setting])]);
  const url = `postgres://gateway@127.0.0.1:${port}/`;
  await answers(`${url}postgres`, () => {
    if (!child.isRunning()) throw new Error(`PostgreSQL has ended: ${child.lastWords()}`);
  });
  return {
    async createDatabase(name) {
      await execute(`${url}postgres`, [`CREATE DATABASE ${name}`]);
      return url + name;
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/** Executes statements one after the other on a connection of their own. */
async function execute(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function findPrograms(): string | undefined {
  if (!existsSync(FOLDER)) return undefined;
  const newestFirst = readdirSync(FOLDER).sort((a, b) => Number(b) - Number(a));
  return newestFirst
    .map((version) => join(FOLDER, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<number>();
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
  return await promise;
}

async function answers(url: string, check: () => void): Promise<void> {
  for (const deadline = performance.now() + READY_MS; ; await delay(POLL_MS)) {
    try {
      return await execute(url, ['SELECT 1']);
    } catch (error) {
      check();
      if (performance.now() > deadline) throw error;
    }
  }
}
