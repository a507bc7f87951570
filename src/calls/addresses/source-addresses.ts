import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { StorageConfig } from '../../config/config.ts';
import { type AccountId, BackendBadResponse } from '../../errors/catalogue.ts';
import { addressKind } from './address-kind.ts';

/**
 * The addresses that a source may name: where files are sent, and what callers are handed to open. A source is not
 * trusted with them: it could have the gateway, or a caller's browser, reach into networks that it cannot reach itself.
 */
export interface SourceAddresses {
  /** Gives back the URL. Throws BackendBadResponse where it must not be handed on; a name is not resolved for that. */
  handOn(url: string): string;
  /**
   * How the name in a URL is resolved by a connection to it, so that nothing but what was checked is connected to. Throws
   * BackendBadResponse, and so does the resolving, for what must not be called.
   */
  lookupFor(url: string): LookupFunction;
}

export interface SourceAddressesOptions {
  readonly accountId: AccountId;
  readonly baseUrl: string;
  readonly storage: StorageConfig;
  readonly logger?: { warn(fields: object, message: string): void } | undefined;
}

type Reason =
  | 'not a URL'
  | 'user name in it'
  | 'not https'
  | 'host does not match backends.storageHosts'
  | 'private address'
  | 'reserved address';

export function createSourceAddresses({
  accountId,
  baseUrl,
  storage,
  logger,
}: SourceAddressesOptions): SourceAddresses {
  const source = new URL(baseUrl);
  const hosts = storage.hosts === undefined ? undefined : new RegExp(`^(?:${storage.hosts})$`);
  const allowsPrivate =
    storage.privateAddresses === 'always' ||
    (storage.privateAddresses === 'like-source' && isPrivateHost(source.hostname));
  const told = new Set<Reason>();

  /** Nothing of the URL is quoted: it holds a signature. */
  function refusal(reason: Reason): BackendBadResponse {
    if (!told.has(reason)) logger?.warn({ ...accountId, reason }, 'a source named an address that is not used');
    told.add(reason);
    return new BackendBadResponse(
      'The source gave a URL that the gateway does not use: only https URLs of public hosts are allowed.',
      {
        cause: new Error(reason),
        accountId,
      },
    );
  }

  function faultOf(url: URL): Reason | undefined {
    if (url.username !== '' || url.password !== '') return 'user name in it';
    // The operator has named it, and the account's own calls go there.
    if (url.origin === source.origin) return undefined;
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowsPrivate)) return 'not https';
    if (hosts?.test(url.host) === false) return 'host does not match backends.storageHosts';
    return hostFault(url.hostname);
  }

  function hostFault(hostname: string): Reason | undefined {
    const host = bareHost(hostname);
    if (isIP(host) !== 0) return addressFault(host);
    return isPrivateName(host) && !allowsPrivate ? 'private address' : undefined;
  }

  function addressFault(address: string): Reason | undefined {
    const kind = addressKind(address);
    if (kind === 'RESERVED') return 'reserved address';
    return kind === 'PRIVATE' && !allowsPrivate ? 'private address' : undefined;
  }

  function check(text: string): URL {
    const url = URL.parse(text);
    const fault = url === null ? 'not a URL' : faultOf(url);
    if (url === null || fault !== undefined) throw refusal(fault ?? 'not a URL');
    return url;
  }

  /** Of a name's addresses, those that may be called. */
  const checkedLookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const allowed = addresses.filter(({ address }) => addressFault(address) === undefined);
      const [first] = allowed;
      if (first === undefined) return callback(refusal('private address'), []);
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };

  return {
    handOn: (text) => {
      check(text);
      return text;
    },
    lookupFor: (text) => (check(text).origin === source.origin ? resolve : checkedLookup),
  };
}

/** As the URL parser has it: numbers of any spelling have become addresses. */
function isPrivateHost(hostname: string): boolean {
  const host = bareHost(hostname);
  return isIP(host) === 0 ? isPrivateName(host) : addressKind(host) === 'PRIVATE';
}

function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Names that only a network's own resolver knows (RFC 6761, RFC 6762, and what IANA has set aside). */
const PRIVATE_NAME = /^[^.]+$|(?:^|\.)(?:localhost|local|internal|home\.arpa|test)$/i;

function isPrivateName(host: string): boolean {
  return PRIVATE_NAME.test(host);
}
