import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A route to the gateway that can be cut. */
export interface BreakableNetwork extends AsyncDisposable {
  /** Replaces the URL of the gateway. */
  readonly url: URL;
  /** Connections that went through so far. */
  readonly connections: number;
  /** Cuts all connections, as a router does that is switched off. Refuses new ones only with `forNow`. */
  cut(options?: { readonly forNow: boolean }): void;
  /** Lets connections through again. */
  mend(): void;
  /** Accepts the next connection, and does not answer on it. */
  swallow(): void;
  /** From now on loses everything that is sent over the present connections, and does not close them. */
  lose(): void;
}

/** Forwards bytes to where `target` is, from a port of its own. */
export async function breakableNetwork(target: URL): Promise<BreakableNetwork> {
  const open = new Set<Socket>();
  let isCut = false;
  let isSwallowing = false;
  let connections = 0;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    connections += 1;
    if (isSwallowing) {
      isSwallowing = false;
      open.add(near.resume());
      near.on('error', () => undefined).on('close', () => open.delete(near));
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.pipe(to);
      // A broken connection is what this is for.
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  const destroyAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url,
    get connections() {
      return connections;
    },
    cut: ({ forNow } = { forNow: false }) => {
      isCut = forNow;
      destroyAll();
    },
    mend: () => {
      isCut = false;
    },
    swallow: () => {
      isSwallowing = true;
    },
    lose: () => {
      for (const socket of open) socket.unpipe().resume();
    },
    [Symbol.asyncDispose]: async () => {
      destroyAll();
      server.close();
      await once(server, 'close');
    },
  };
}
