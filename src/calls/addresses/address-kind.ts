import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * PUBLIC: on the internet. PRIVATE: on this machine or its network, where an operator may run a storage. RESERVED: never a
 * storage, but cloud metadata, link-local, multicast or unroutable.
 */
export type AddressKind = 'PUBLIC' | 'PRIVATE' | 'RESERVED';

/** IPv6 prefixes before an IPv4 address: mapped (RFC 4291) and translated (NAT64, RFC 6052). */
const EMBEDDING = ['::ffff:', '64:ff9b::'];

/** From IANA's registries of special-purpose addresses. IPv4 in IPv6 counts as the IPv4 address. */
const PRIVATE = blockList(
  ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ['::1/128', 'fc00::/7'],
);
const RESERVED = blockList(
  [
    ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15'],
    ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  [
    ...['::/96', '64:ff9b:1::/48', '100::/64', '2001::/32', '2001:db8::/32', '2002::/16'],
    ...['fe80::/10', 'fec0::/10', 'ff00::/8'],
  ],
);
/** Addresses of cloud metadata, which includes credentials, outside of link-local: AWS, Alibaba, Azure. */
const METADATA = blockList(['100.100.100.200/32', '168.63.129.16/32'], ['fd00:ec2::/32']);

export function addressKind(address: string): AddressKind {
  const [plain = ''] = address.split('%', 1);
  if (isIP(plain) === 0) return 'RESERVED';
  const family = isIPv6(plain) ? 'ipv6' : 'ipv4';
  if (METADATA.check(plain, family)) return 'RESERVED';
  if (PRIVATE.check(plain, family)) return 'PRIVATE';
  return RESERVED.check(plain, family) ? 'RESERVED' : 'PUBLIC';
}

function blockList(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [address, length] of ipv4.map(splitSubnet)) {
    list.addSubnet(address, length, 'ipv4');
    for (const front of EMBEDDING) list.addSubnet(`${front}${address}`, 96 + length, 'ipv6');
  }
  for (const [address, length] of ipv6.map(splitSubnet)) list.addSubnet(address, length, 'ipv6');
  return list;
}

function splitSubnet(subnet: string): [address: string, length: number] {
  const [address = '', length] = subnet.split('/');
  return [address, Number(length)];
}
