import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, inject, vi } from 'vitest';
import { startWorld, type TestWorld, tokenOf, type WorldOptions } from '../end-to-end/world.ts';
import { openPage, startBrowser, type WatchedPage } from './browser.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** For `expect.poll`: every condition holds at once, except on a busy machine. */
export const PATIENT = { timeout: 20_000, interval: 50 };

/** Allows the tests of a file more time, because each of them visits several pages. */
export function usePatience(): void {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
}

/** The built files, and the gateway behind the same origin. */
export interface WebServer extends AsyncDisposable {
  readonly url: URL;
  /** The names of the operations that were asked over HTTP. */
  readonly operations: readonly string[];
  /** Ends each WebSocket, and does not let any through before `restore`. */
  cut(): void;
  restore(): void;
  /** The number of WebSockets that wait to be let through. */
  readonly waiting: number;
}

export async function serveWeb(folder: string, gateway: URL): Promise<WebServer> {
  const operations: string[] = [];
  const tunnels = new Set<Duplex>();
  const held = new Set<() => void>();
  let isCut = false;
  const server = createServer((incoming, response) => {
    if (incoming.url?.startsWith('/graphql')) forward(incoming, response, gateway, operations);
    else sendFile(folder, incoming.url ?? '/', response);
  });
  server.on('upgrade', (incoming, socket: Socket, head) => {
    const open = () => {
      held.delete(open);
      for (const end of tunnel(incoming, socket, head, gateway)) {
        tunnels.add(end);
        end.on('close', () => tunnels.delete(end));
      }
    };
    if (isCut) held.add(open);
    else open();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    operations,
    cut() {
      isCut = true;
      for (const end of tunnels) end.destroy();
    },
    restore() {
      isCut = false;
      for (const open of held) open();
    },
    get waiting() {
      return held.size;
    },
    async [Symbol.asyncDispose]() {
      for (const end of tunnels) end.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function forward(incoming: IncomingMessage, response: ServerResponse, gateway: URL, operations: string[]): void {
  const { method, headers } = incoming;
  const outgoing = request(new URL(incoming.url ?? '/', gateway), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  let start = '';
  incoming.on('data', (chunk: Buffer) => {
    if (start.length < 2_000) start += chunk.toString('latin1');
  });
  incoming.on('end', () => operations.push(/"operationName":"(\w+)"/.exec(start)?.[1] ?? 'without a name'));
  incoming.pipe(outgoing);
}

/** Both ends of a WebSocket that goes through. */
function tunnel(incoming: IncomingMessage, socket: Socket, head: Buffer, gateway: URL): readonly Duplex[] {
  const outgoing = request(new URL(incoming.url ?? '/', gateway), { headers: incoming.headers });
  outgoing.on('upgrade', (answer, upstream) => {
    const lines = answer.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
    );
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  outgoing.on('error', () => socket.destroy());
  outgoing.end();
  return [socket];
}

async function sendFile(folder: string, url: string, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(url, 'http://web');
  const name = pathname === '/' ? '/index.html' : pathname;
  try {
    const content = await readFile(join(folder, name));
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}

/** A browser with the frontend open, and a gateway and a world of its own. */
export interface Desk extends WatchedPage {
  readonly world: TestWorld;
  readonly web: WebServer;
}

export interface DeskOptions {
  readonly world?: WorldOptions;
  /** A world that outlives the desk, in place of one of its own. */
  readonly sharedWorld?: TestWorld | undefined;
  /** By default the token of the caller who sees everything. Null for a caller without a token. */
  readonly token?: string | null;
  readonly page?: Parameters<Browser['newContext']>[0];
  /** The query of the URL. */
  readonly search?: string;
  /** Before the page is opened. */
  readonly prepare?: (desk: Omit<Desk, keyof AsyncDisposable>) => unknown;
}

/** A world whose webhooks are registered. */
export async function startConnectedWorld(options?: WorldOptions): Promise<TestWorld> {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await startWorld(options));
  await world.sandbox.connect(world.url);
  opened.move();
  return world;
}

async function openDesk(
  browser: Browser,
  {
    world: worldOptions,
    sharedWorld,
    token = tokenOf('sandbox'),
    page: pageOptions,
    search = '',
    prepare,
  }: DeskOptions = {},
): Promise<Desk> {
  await using opened = new AsyncDisposableStack();
  const world = sharedWorld ?? opened.use(await startConnectedWorld(worldOptions));
  const web = opened.use(await serveWeb(inject('web'), world.url));
  const watched = opened.use(await openPage(browser, { reducedMotion: 'reduce', ...pageOptions }));
  if (token !== null) {
    const key = 'invoice-gateway token';
    await watched.context.addInitScript(
      `sessionStorage.getItem('${key}') ?? sessionStorage.setItem('${key}', '${token}')`,
    );
  }
  const { page, context, complaints } = watched;
  const desk = { page, context, complaints, world, web };
  await prepare?.(desk);
  await page.goto(new URL(search, web.url).href);
  const all = opened.move();
  return { ...desk, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** Holds back the requests of one operation from now on. Call it to release them. */
export async function holdRequests(page: Page, operation: string): Promise<() => void> {
  const released = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes(`"operationName":"${operation}"`)) await released.promise;
    await route.fallback();
  });
  return released.resolve;
}

/** An attribute of each element, in their order. */
export function attributesOf(elements: Locator, name: string): Promise<readonly string[]> {
  return elements.evaluateAll(
    (all, wanted) =>
      (all as unknown as { getAttribute(name: string): string }[]).map((one) => one.getAttribute(wanted)),
    name,
  );
}

/** Returns a function that opens desks for the tests of a group, all in the same browser. */
export function useDesks(): (options?: DeskOptions) => Promise<Desk> {
  usePatience();
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser[Symbol.asyncDispose]());
  return (options) => openDesk(browser, options);
}
