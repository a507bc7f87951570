import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Certificate } from '../server/certificate.ts';
import { makeFolder } from './gateway-process.ts';
import { freePort } from './ports.ts';

/** Debian keeps it in a folder that is not on the PATH of every user. */
const program = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
  .map((folder) => join(folder, 'nginx'))
  .find((path) => existsSync(path));

/** The reason for skipping tests with nginx; undefined if it is there. */
export const noNginx = program === undefined ? 'SKIPPED: tests with nginx. Install nginx-light' : undefined;

export interface NginxServer extends AsyncDisposable {
  readonly url: URL;
}

/** Starts nginx with deploy/nginx.conf, in which only the addresses and the files of this machine are replaced. */
export async function startNginx(gateways: readonly URL[], { certFile, keyFile }: Certificate): Promise<NginxServer> {
  if (program === undefined) throw new Error(noNginx);
  await using started = new AsyncDisposableStack();
  const folder = started.use(await makeFolder());
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder.path}/${name};`,
  );
  const replacements: readonly (readonly [string, string])[] = [
    ...gateways.map(({ host }, index) => [`server gateway-${index + 1}:4000`, `server ${host}`] as const),
    ['listen 443 ', `listen 127.0.0.1:${port} `],
    ['/etc/nginx/tls/tls.crt', certFile],
    ['/etc/nginx/tls/tls.key', keyFile],
    // The refused connections of a gateway that is away are expected.
    ['access_log off;', `access_log off; error_log stderr crit; ${temporary.join(' ')}`],
  ];
  const file = await folder.write('nginx.conf', replacements.reduce(replaceOnce, deployed()));
  // A worker of another user could not read the certificate.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const pidFile = `${folder.path}/pid`;
  const args = ['-p', folder.path, '-c', file, '-e', 'stderr', '-g', `daemon off; pid ${pidFile}; ${user}`];
  const { status, stderr } = spawnSync(program, [...args, '-t'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`nginx refuses deploy/nginx.conf: ${stderr}`);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  started.defer(async () => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  });
  const url = new URL(`https://127.0.0.1:${port}/`);
  // It writes the file when it listens. An attempt to connect before that can end at its own port.
  while (!existsSync(pidFile)) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    await pause(10);
  }
  const running = started.move();
  return { url, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

function deployed(): string {
  return readFileSync(new URL('../../deploy/nginx.conf', import.meta.url), 'utf8');
}

function replaceOnce(text: string, [from, to]: readonly [string, string]): string {
  if (text.split(from).length !== 2) throw new Error(`deploy/nginx.conf does not have this text once: ${from}`);
  return text.replace(from, to);
}
