import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../process/child.ts';
import { temporaryDirectory } from '../process/cleanup.ts';
import { flagsOf, ROOT } from './node-flags.ts';

/** A running gateway, with any accounts. */
export interface GatewayProcess extends AsyncDisposable {
  readonly pid: number;
  readonly origin: string;
  readonly token: string;
  /** The end of its output. */
  output(): string;
}

export interface StartOptions {
  /** Another checkout of the project, whose gateway is started with its own flags and packages. */
  readonly checkout?: string;
  /** In addition to those of `npm start`. */
  readonly nodeFlags?: readonly string[];
  /** Directory for its temporary files; the system's by default. */
  readonly temporaryDirectory?: string;
  /** The certificate of an additional authority that it trusts. */
  readonly authorityPem?: string;
}

export interface GatewayProcessOptions extends StartOptions {
  /** If false, every operation makes its own REST calls. */
  readonly cache: boolean;
  /** REST calls of one account in flight at once; the gateway's default if undefined. */
  readonly maxConcurrent?: number;
  /** Bytes of the sources' documents in flight; the gateway's default if undefined. */
  readonly maxFetchedBytes?: number;
  /** For its configuration and its data; a new one by default. */
  readonly directory?: string;
  /** The URL of PostgreSQL; by default, the data is in the directory. */
  readonly databaseUrl?: string;
}

const TOKEN = 'bench-token-0123456789abcdef';

/** The companies of a gateway with their accounts, by name. */
export type Companies = Readonly<Record<string, object>>;

/** Starts a gateway with these companies. */
export async function startGatewayProcess(
  companies: Companies,
  options: GatewayProcessOptions,
): Promise<GatewayProcess> {
  const configuration = {
    companies,
    callers: { bench: { token: TOKEN, companies: '*', scopes: '*' } },
    ...(!options.cache && { cache: { enabled: false } }),
    // Its calls would count as those of the queries.
    watch: { enabled: false },
    ...(options.maxConcurrent && { backends: { maxConcurrent: options.maxConcurrent } }),
    ...(options.maxFetchedBytes && { limits: { maxFetchedBytes: options.maxFetchedBytes } }),
    ...(options.databaseUrl && { storage: { databaseUrl: options.databaseUrl } }),
  };
  const directory = options.directory ?? temporaryDirectory();
  return { ...(await startConfigured(configuration, directory, options)), token: TOKEN };
}

/** Starts the gateway as `npm start` does, in production mode, with its data in the directory's folder `data`. */
export async function startConfigured(
  configuration: { readonly storage?: object },
  directory: string,
  options: StartOptions,
): Promise<Omit<GatewayProcess, 'token'>> {
  const file = join(directory, 'gateway.yaml');
  const dataDir = join(directory, 'data');
  mkdirSync(dataDir, { recursive: true });
  // JSON is valid YAML.
  writeFileSync(file, JSON.stringify({ ...configuration, storage: { ...configuration.storage, dataDir } }));
  const authority = join(directory, 'authority.pem');
  if (options.authorityPem !== undefined) writeFileSync(authority, options.authorityPem);
  const checkout = options.checkout ?? ROOT;
  const args = [...flagsOf(checkout), ...(options.nodeFlags ?? []), join(checkout, 'src/main.ts')];
  const child = startChild(process.execPath, args, {
    ...process.env,
    ...(options.temporaryDirectory && { TMPDIR: options.temporaryDirectory }),
    ...(options.authorityPem && { NODE_EXTRA_CA_CERTS: authority }),
    ...{ GATEWAY_CONFIG: file, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info' },
  });
  // Other addresses may be logged before the line with the gateway's own address.
  const origin = await child.firstMatch(/(?<=ready at )http:\/\/127\.0\.0\.1:\d+/);
  return { pid: child.pid, origin, output: child.lastWords, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}
