import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import { type Child, startChild } from '../process/child.ts';
import { COUNT_PATH } from './request-count.ts';
import type { StaticServer } from './static-sources.ts';

const USUAL_PLACES = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];
const READY_MS = 5_000;

/** The path of nginx, or undefined if it is not installed. */
export function findNginx(): string | undefined {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), ...USUAL_PLACES];
  return places.map((place) => join(place, 'nginx')).find((path) => existsSync(path));
}

/** Serves `<directory>/www` with one nginx process in the foreground. */
export async function startNginx(path: string, directory: string): Promise<StaticServer> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const file = join(directory, 'nginx.conf');
  mkdirSync(join(directory, 'tmp'));
  writeFileSync(file, configuration(directory, port));
  const child = startChild(path, ['-e', 'stderr', '-p', directory, '-c', file]);
  const name = await untilReady(child, origin);
  return { name, origin, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}

function configuration(directory: string, port: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path tmp;`).join(' ');
  // Without a master there is one process with one pid, and SIGKILL leaves no other process behind.
  return `daemon off; master_process off; worker_processes 1; pid nginx.pid; error_log stderr error;
events { worker_connections 16384; }
http {
  ${temporary}
  access_log off; etag off; default_type application/json; sendfile on; tcp_nopush on; tcp_nodelay on;
  open_file_cache max=200 inactive=1h; open_file_cache_valid 1h;
  keepalive_timeout 1h; keepalive_requests 1000000000;
  server {
    listen 127.0.0.1:${port}; root "${directory}/www";
    # Files answer only GET by themselves.
    location = /oauth2/token { error_page 405 =200 $uri; }
    location = ${COUNT_PATH} { stub_status; }
  }
}
`;
}

/** The server's name and version, once it answers. */
async function untilReady(child: Child, origin: string): Promise<string> {
  const deadline = Date.now() + READY_MS;
  while (child.isRunning() && Date.now() < deadline) {
    try {
      const { headers, body } = await request(origin + COUNT_PATH);
      await body.dump();
      return String(headers['server']);
    } catch {
      // Not listening yet.
      await delay(20);
    }
  }
  await child[Symbol.asyncDispose]();
  throw new Error(`nginx did not start: use --sources node to run without it. ${child.lastWords()}`);
}

/** A port that was free a moment ago: nginx cannot pick one itself. */
async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer().on('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
  return await promise;
}
