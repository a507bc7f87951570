import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Accepts one request, and does not answer it. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly asked: Promise<{ readonly headers: IncomingHttpHeaders; readonly body: Buffer<ArrayBuffer> }>;
  readonly hungUp: Promise<unknown>;
}

export async function receiver(): Promise<Receiver> {
  const asked = Promise.withResolvers<Awaited<Receiver['asked']>>();
  const hungUp = Promise.withResolvers<unknown>();
  const server = createServer((request, response) => {
    response.on('close', () => hungUp.resolve(undefined));
    buffer(request).then((body) => {
      asked.resolve({ headers: request.headers, body: Buffer.from(body) });
    }, asked.reject);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    asked: asked.promise,
    hungUp: hungUp.promise,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
