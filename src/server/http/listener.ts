import { createServer, type IncomingMessage, type Server, type ServerOptions } from 'node:http';
import { createServer as createSecureServer, Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ServerConfig } from '../../config/config.ts';
import type { TlsConfig } from '../../config/reading/tls-files.ts';

/** Older versions are deprecated (RFC 8996). */
const MIN_VERSION = 'TLSv1.2';

/**
 * A connection may be without a request for `idleTimeoutMs`, before its first one and between two. The headers of a request have to
 * arrive `headersTimeoutMs` after its first byte, and a TLS handshake has as much time.
 */
export type ConnectionSettings = Pick<ServerConfig, 'idleTimeoutMs' | 'headersTimeoutMs' | 'tls'>;

/** Late headers are looked for at this interval, or more often if they have less time. */
const CHECK_MS = 30_000;

/** Creates a server of node:http, or of node:https if there is a certificate. */
export function createListener(
  { idleTimeoutMs, headersTimeoutMs, tls }: ConnectionSettings,
  canUpgrade: (request: IncomingMessage) => boolean,
): Server {
  const options: ServerOptions = {
    keepAliveTimeout: idleTimeoutMs,
    headersTimeout: headersTimeoutMs,
    connectionsCheckingInterval: Math.min(headersTimeoutMs, CHECK_MS),
    // It would abort a large upload on a slow line while bytes still move. Each reader of a body has its own limit.
    requestTimeout: 0,
    // Left to itself, node:http would refuse such requests without counting them, and without CORS headers.
    requireHostHeader: false,
    shouldUpgradeCallback: canUpgrade,
  };
  if (tls === undefined) return createServer(options);
  return createSecureServer({ ...options, ...tls, minVersion: MIN_VERSION, handshakeTimeout: headersTimeoutMs });
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
