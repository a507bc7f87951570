import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { ServerConfig } from '../../config/config.ts';

/** The parts of a request that name addresses. */
export type Forwarded = Pick<IncomingMessage, 'headers'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
};

/** Returns the client's address: undefined if its connection has been reset. */
export type AddressOf = (request: Forwarded) => string | undefined;

/** Longer chains of proxies do not exist, but a client can send thousands of addresses. */
const MAX_PROXIES = 16;

/**
 * Follows `x-forwarded-for` from the connection backwards, as long as the address that named the next one is that of a trusted proxy.
 * A client can send the header itself, so that nothing on the left of the first address that is not trusted means anything.
 */
export function clientAddress(trustProxy: ServerConfig['trustProxy']): AddressOf {
  const isTrusted = trusted(trustProxy);
  return ({ socket, headers }) => {
    const direct = socket.remoteAddress;
    const forwarded = headers['x-forwarded-for'];
    if (direct === undefined || forwarded === undefined) return direct;
    let left = String(forwarded);
    let address = plain(direct);
    for (let hop = 0; hop < MAX_PROXIES && left !== '' && isTrusted(address, hop); hop += 1) {
      const comma = left.lastIndexOf(',');
      const next = addressIn(left.slice(comma + 1).trim());
      // Some proxies write `unknown`. An address on the left of it comes from the client.
      if (next === undefined) break;
      address = next;
      left = left.slice(0, Math.max(comma, 0));
    }
    return address;
  };
}

function trusted(trustProxy: ServerConfig['trustProxy']): (address: string, hop: number) => boolean {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  const ranges = new BlockList();
  for (const { address, bits, family } of trustProxy) ranges.addSubnet(address, bits, family);
  return (address) => ranges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv4 address that the system reports in IPv6 form. */
const MAPPED = /^::ffff:(?=[\d.]+$)/i;
/** Some proxies add the client's port. */
const WITH_PORT = /^(?:\[([^[\]]+)\](?::\d{1,5})?|([\d.]+):\d{1,5})$/;

function addressIn(entry: string): string | undefined {
  const [, inBrackets, beforePort] = WITH_PORT.exec(entry) ?? [];
  const address = plain(inBrackets ?? beforePort ?? entry);
  return isIP(address) === 0 || address.includes('%') ? undefined : address;
}

function plain(address: string): string {
  return address.replace(MAPPED, '');
}
