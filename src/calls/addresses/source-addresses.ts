import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { StorageConfig } from '../../config/config.ts';
import { type AccountId, BackendBadResponse } from '../../errors/catalogue.ts';
import { addressKind } from './address-kind.ts';

/**
 * Checks URLs that a source gives: for sending files, and for callers to open. A source is not trusted with them, as it could
 * make the gateway, or a caller's browser, call into networks that the source itself cannot reach.
 */
export interface SourceAddresses {
  /** Returns the URL. Throws BackendBadResponse if callers must not get it. Does not resolve its name. */
  handOn(url: string): string;
  /**
   * Returns the lookup function for a connection to a URL, so that the connection uses an address that was checked. Throws
   * BackendBadResponse if the URL is not allowed; the lookup fails with it if the addresses are not.
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

  /** Does not quote the URL, as it contains a signature. */
  function refusal(reason: Reason): BackendBadResponse {
    if (!told.has(reason)) logger?.warn({ ...accountId, reason }, 'a source gave a URL that is not allowed');
    told.add(reason);
    return new BackendBadResponse(
      'The source gave a URL that is not allowed: it must be an https URL of a public host.',
      {
        cause: new Error(reason),
        accountId,
      },
    );
  }

  function faultOf(url: URL): Reason | undefined {
    if (url.username !== '' || url.password !== '') return 'user name in it';
    // The operator has configured it, and the account's calls go there anyway.
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

  /** Returns only the allowed addresses of a name. */
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

/** Takes the host of a parsed URL: the parser has turned all spellings of an IPv4 address into one. */
function isPrivateHost(hostname: string): boolean {
  const host = bareHost(hostname);
  return isIP(host) === 0 ? isPrivateName(host) : addressKind(host) === 'PRIVATE';
}

function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Names that only the resolver of a local network knows (RFC 6761, RFC 6762, and others reserved by IANA). */
const PRIVATE_NAME = /^[^.]+$|(?:^|\.)(?:localhost|local|internal|home\.arpa|test)$/i;

function isPrivateName(host: string): boolean {
  return PRIVATE_NAME.test(host);
}
