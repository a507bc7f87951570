import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { env, execArgv, execPath, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { createServer, type Plugin } from 'vite';

const { PORT = '0', WEB_PORT, GATEWAY_CONFIG } = env;

/** The gateway on sample data, and this frontend before it. Ends with both when it is told to stop, or when the gateway ends. */
async function main(): Promise<void> {
  const stopped = stopSignal();
  await using gateway = startGateway();
  const url = await Promise.race([gateway.ready, stopped]);
  if (!(url instanceof URL)) return;

  await using web = await createServer({
    configFile: new URL('vite.config.ts', import.meta.url).pathname,
    plugins: [presetToken()],
    clearScreen: false,
    logLevel: 'warn',
    server: { host: '127.0.0.1', ...webPort(), proxy: { '/graphql': { target: url.origin, ws: true } } },
  }).then(closable);
  await web.server.listen();
  const [address] = web.server.resolvedUrls?.local ?? [];
  stdout.write(`\n  Frontend   ${address}\n  Gateway    ${url.href}\n\n  Ctrl-C stops both.\n\n`);
  await Promise.race([stopped, gateway.ended]);
}

/** Without WEB_PORT, another port is taken if this one is in use. */
function webPort(): { readonly port: number; readonly strictPort: boolean } {
  return { port: Number(WEB_PORT ?? 5173), strictPort: WEB_PORT !== undefined && WEB_PORT !== '0' };
}

/** Listens on while it ends: npm passes Ctrl-C on to a process that the terminal has told already. */
function stopSignal(): Promise<unknown> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
  });
}

/** In the gateway: ends it with this process, also with one that was killed. */
const END_TOGETHER = `data:text/javascript,
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();`;

/** A process of its own, as it would be elsewhere. On the given PORT, or a free one. */
function startGateway() {
  const main = new URL('../../src/main.ts', import.meta.url).pathname;
  const options = [...execArgv, '--import', END_TOGETHER];
  const child = spawn(execPath, [...options, main], {
    env: { ...env, PORT },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // Ctrl-C is for this process: it stops the gateway when the frontend is closed.
    detached: true,
  });
  const ended = once(child, 'close');
  const ready = Promise.withResolvers<URL>();
  if (child.stdout === null) throw new Error('The gateway has no output');
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

/**
 * The sandbox's token is not a secret, and builds do not contain it: users of another gateway enter their own token.
 */
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
