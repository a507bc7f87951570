import { createServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createSecureServer, Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { TlsConfig } from '../../config/reading/tls-files.ts';

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

/** Node has no public name for the connection below a TLSSocket. */
interface Decrypted {
  readonly _parent?: Socket;
}

/** Returns the TCP connection below a TLS connection, and undefined for a connection without TLS. */
export function encryptedBelow(socket: Socket): Socket | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const { _parent: encrypted } = socket as Decrypted;
  if (encrypted === undefined) throw new TypeError('node:tls does not tell the connection below');
  return encrypted;
}

/** Uses another certificate for handshakes from now on. Open connections stay. */
export function replaceCertificate(server: Server, tls: TlsConfig | undefined): void {
  if (tls !== undefined && server instanceof SecureServer) server.setSecureContext({ ...tls, minVersion: MIN_VERSION });
}
