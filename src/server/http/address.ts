import type { AddressInfo } from 'node:net';

/** The place where a server listens. */
export interface Address {
  readonly host: string;
  /** 0: the system chooses one. */
  readonly port: number;
}

/** Returns the URL of a server that listens at this address. */
export function urlOf(address: AddressInfo | string | null, protocol: 'http' | 'https' = 'http'): URL {
  if (typeof address !== 'object' || address === null) throw new TypeError('the server is not listening on a port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return new URL(`${protocol}://${host}:${address.port}/`);
}
