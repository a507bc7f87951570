import type { SettingsBySource } from '../backends/registry.ts';
import type { TlsConfig } from './reading/tls-files.ts';
import type { ConfigFile } from './schema/config-schema.ts';
import type { TrustedDocumentsConfig } from './trusted-documents.ts';

/** Addresses that a source may name as the destination of a file, or as a link for callers. */
export interface StorageConfig {
  /** A regular expression for the host, with the port if it is not the scheme's. Any host if left out. */
  readonly hosts?: string;
  /** The sources that may name private addresses and http: all, those whose own base URL is private, or none. */
  readonly privateAddresses: 'always' | 'like-source' | 'never';
}

/** A company's accounts by their source: at least one. */
export type Accounts = Partial<SettingsBySource>;

export interface CompanyConfig {
  readonly id: string;
  readonly name: string;
  readonly accounts: Accounts;
}

export type CallerConfig = ConfigFile['callers'][string] & { readonly name: string };
export type JwtConfig = NonNullable<ConfigFile['jwt']>;
export type Limits = ConfigFile['limits'];

/** The checked configuration: the file with its variables and defaults filled in. */
export interface Config
  extends Omit<
    ConfigFile,
    'backends' | 'companies' | 'callers' | 'explorers' | 'operations' | 'server' | 'trustedDocuments'
  > {
  readonly companies: readonly CompanyConfig[];
  readonly callers: readonly CallerConfig[];
  readonly trustedDocuments: TrustedDocumentsConfig;
  readonly explorers: { readonly enabled: boolean };
  readonly server: Omit<ConfigFile['server'], 'tls'> & {
    /** The contents of the files. Without them, the port speaks HTTP. */
    readonly tls: TlsConfig | undefined;
  };
  readonly operations: Omit<ConfigFile['operations'], 'drainMs'> & {
    /** After a signal to stop, the gateway is unready and serves for this long, so that balancers send no new requests to it. */
    readonly drainMs: number;
  };
}

export type ServerConfig = Config['server'];
