import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { env, execPath, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { createServer, type Plugin } from 'vite';

const { PORT = '0', GATEWAY_CONFIG } = env;

/** The gateway on sample data, and this frontend before it. Ends with both when it is told to stop, or when the gateway ends. */
async function main(): Promise<void> {
  const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  await using gateway = startGateway();
  const url = await Promise.race([gateway.ready, stopped]);
  if (!(url instanceof URL)) return;

  await using web = await createServer({
    configFile: new URL('vite.config.ts', import.meta.url).pathname,
    plugins: [presetToken()],
    clearScreen: false,
    logLevel: 'warn',
    server: { host: '127.0.0.1', port: 5173, proxy: { '/graphql': { target: url.origin, ws: true } } },
  }).then(closable);
  await web.server.listen();
  const [address] = web.server.resolvedUrls?.local ?? [];
  stdout.write(`\n  Frontend   ${address}\n  Gateway    ${url.href}\n\n  Ctrl-C stops both.\n\n`);
  await Promise.race([stopped, gateway.ended]);
}

/** A process of its own, as it would be elsewhere. On the given PORT, or a free one. */
function startGateway() {
  const main = new URL('../../src/main.ts', import.meta.url).pathname;
  const child = spawn(execPath, ['--min-semi-space-size=32', '--max-semi-space-size=32', main], {
    env: { ...env, PORT },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C is for this process: it stops the gateway when the frontend is closed.
    detached: true,
  });
  const ended = once(child, 'close');
  process.once('exit', () => child.kill());
  const ready = Promise.withResolvers<URL>();
  createInterface(child.stdout).on('line', (line) => {
    const entry = toEntry(line);
    if (entry?.msg?.startsWith('ready at ')) ready.resolve(new URL(entry.url ?? ''));
    else if (entry?.level === 'error' || entry?.level === 'fatal') stdout.write(`${line}\n`);
  });
  ended.then(() => ready.reject(new Error('The gateway did not start: it says above why')));
  return {
    ready: ready.promise,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function toEntry(line: string): { readonly msg?: string; readonly url?: string; readonly level?: string } | undefined {
  // Beside its log the gateway prints a welcome.
  return line.startsWith('{') ? JSON.parse(line) : undefined;
}

/** The sandbox's token is no secret, and is put into no build: who has a gateway of their own enters its token. */
function presetToken(): Plugin {
  return {
    name: 'preset-token',
    transformIndexHtml: () =>
      GATEWAY_CONFIG
        ? []
        : [{ tag: 'meta', attrs: { name: 'gateway-token', content: 'sandbox-token-not-a-secret' }, injectTo: 'head' }],
  };
}

function closable<Server extends { close(): Promise<void> }>(server: Server) {
  return { server, [Symbol.asyncDispose]: () => server.close() };
}

await main();
