import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../process/cleanup.ts';
import { invoiceBody } from './invoice-body.ts';
import type { Invoice } from './invoices.ts';
import { findNginx, startNginx } from './nginx.ts';
import { startNodeServer } from './node-server.ts';
import { createRequestCount } from './request-count.ts';

/** A server of static files. */
export interface StaticServer extends AsyncDisposable {
  /** The server's name and version, for the report. */
  readonly name: string;
  readonly origin: string;
}

/** Counts the REST calls that it has received so far. */
export interface CallCounter {
  calls(): Promise<number>;
}

/** Simulates Lightyear with static files, at a negligible cost. */
export interface StaticSources extends StaticServer, CallCounter {}

export type ServerKind = 'nginx' | 'node';

const TOKEN = '{"access_token":"bench","token_type":"Bearer","expires_in":86400}';

export interface SourceOptions {
  /** By default, nginx if it is installed. */
  readonly kind?: ServerKind;
  /** The time before each answer. nginx cannot wait, so that sources with a latency are always node:http. */
  readonly latencyMs: number;
}

/** Starts nginx or node:http over the files of these invoices. */
export async function startStaticSources(
  invoices: readonly Invoice[],
  { kind, latencyMs }: SourceOptions,
): Promise<StaticSources> {
  const directory = temporaryDirectory();
  writeFiles(join(directory, 'www'), invoices);
  const nginx = kind === 'node' || latencyMs > 0 ? undefined : findNginx();
  if (kind === 'nginx' && nginx === undefined) throw new Error('nginx is not installed, or cannot have a latency');
  const server = nginx === undefined ? await startNodeServer(directory, latencyMs) : await startNginx(nginx, directory);
  return { ...server, calls: createRequestCount(server.origin) };
}

function writeFiles(directory: string, invoices: readonly Invoice[]): void {
  const ids = invoices.map((invoice) => invoice.id);
  mkdirSync(join(directory, 'invoices'), { recursive: true });
  mkdirSync(join(directory, 'oauth2'));
  writeFileSync(join(directory, 'oauth2', 'token'), TOKEN);
  writeFileSync(join(directory, 'invoices', 'exportable'), JSON.stringify({ items: ids, continuationKey: null }));
  for (const invoice of invoices) writeFileSync(join(directory, 'invoices', invoice.id), invoiceBody(invoice));
}
