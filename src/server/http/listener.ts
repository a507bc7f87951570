import { createServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createSecureServer, Server as SecureServer } from 'node:https';
import type { TlsConfig } from '../../config/tls-files.ts';

/** Older versions are deprecated (RFC 8996). */
const MIN_VERSION = 'TLSv1.2';

/** Creates a server of node:http, or of node:https if there is a certificate. A handshake has as much time as the headers. */
export function createListener(options: ServerOptions, tls: TlsConfig | undefined): Server {
  if (tls === undefined) return createServer(options);
  const handshakeTimeout = options.headersTimeout;
  return createSecureServer({
    ...options,
    ...tls,
    minVersion: MIN_VERSION,
    ...(handshakeTimeout && { handshakeTimeout }),
  });
}

/** The event for a connection whose requests can be read. */
export function readableEvent(server: Server): 'connection' | 'secureConnection' {
  return server instanceof SecureServer ? 'secureConnection' : 'connection';
}

/** Uses another certificate for handshakes from now on. Open connections stay. */
export function replaceCertificate(server: Server, tls: TlsConfig | undefined): void {
  if (tls !== undefined && server instanceof SecureServer) server.setSecureContext({ ...tls, minVersion: MIN_VERSION });
}
