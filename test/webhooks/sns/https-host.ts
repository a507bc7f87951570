import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll } from 'vitest';
import { type Authority, createAuthority, type ServerCertificate } from '../../../sandbox/sns/certificate.ts';

/** Returns a new authority that this process trusts until the tests of the file have ended, in addition to all others. */
export function useTrustedAuthority(): Authority {
  const authority = createAuthority();
  const pem = authority.certificatePem.trim();
  setDefaultCACertificates([...getCACertificates('default'), pem]);
  afterAll(() => setDefaultCACertificates(getCACertificates('default').filter((one) => one.trim() !== pem)));
  return authority;
}

export interface HttpsHost extends AsyncDisposable {
  /** With the port. */
  readonly host: string;
  readonly url: (path: string) => URL;
  /** Requests so far, in order. */
  readonly requests: readonly IncomingMessage[];
  readonly handle: (handler: Handler) => void;
  /** The next request, which the test answers. */
  readonly next: () => Promise<{ readonly request: IncomingMessage; readonly response: ServerResponse }>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server for https on port 0 of 127.0.0.1. Without a handler it holds every request. */
export async function startHttpsHost(certificate: ServerCertificate, first: Handler = () => {}): Promise<HttpsHost> {
  const requests: IncomingMessage[] = [];
  let handler = first;
  let asked = Promise.withResolvers<{ request: IncomingMessage; response: ServerResponse }>();
  const server = createServer(certificate, (request, response) => {
    requests.push(request);
    handler(request, response);
    asked.resolve({ request, response });
    asked = Promise.withResolvers();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: (path) => new URL(path, `https://${host}`),
    requests,
    handle: (next) => {
      handler = next;
    },
    next: () => asked.promise,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Regardless of how it is closed: a client that aborts may reset its connection. */
export function whenClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
}
