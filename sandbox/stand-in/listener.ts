import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { ServerCertificate } from '../sns/certificate.ts';

/** A port that can be closed and reopened under the same number. */
export interface Listener {
  readonly origin: string;
  /** Refuses connections from now on, and destroys open ones. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Listens on 127.0.0.1, for https if a certificate is given. Port 0 lets the system pick one, which is then kept. */
export async function startListener(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  certificate?: ServerCertificate,
): Promise<Listener> {
  const server = certificate === undefined ? createServer(handle) : createTlsServer(certificate, handle);
  // Longer than any test: if the server closed a connection between two calls, it would look like an unexpected fault.
  server.keepAliveTimeout = 120_000;
  let kept = port;

  const start = async () => {
    if (server.listening) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', reject);
    server.listen(kept, '127.0.0.1', resolve);
    await promise;
    server.off('error', reject);
    const address = server.address();
    if (address !== null && typeof address === 'object') kept = address.port;
  };
  const stop = async () => {
    if (!server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    server.closeAllConnections();
    await promise;
  };

  await start();
  return { origin: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${kept}`, start, stop };
}
