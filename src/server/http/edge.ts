import type { ServerConfig } from '../../config/config.ts';
import { type AddressOf, clientAddress } from './client-address.ts';
import { Cors } from './cors.ts';

/** The settings of `server` that every request reads. Everything that answers clients has the same object. */
export interface Edge {
  readonly cors: Cors;
  readonly addressOf: AddressOf;
  /** A body that is read into memory has to arrive in this time. */
  readonly bodyTimeoutMs: number;
}

export function createEdge({ cors, trustProxy, bodyTimeoutMs }: Omit<ServerConfig, 'tls'>): Edge {
  return { cors: new Cors(cors), addressOf: clientAddress(trustProxy), bodyTimeoutMs };
}
