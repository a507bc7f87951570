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
  /** Which one it is, for the record. */
  readonly name: string;
  readonly origin: string;
}

/** Knows the REST calls that reached it so far. */
export interface CallCounter {
  calls(): Promise<number>;
}

/** Plays Lightyear with static files, so cheaply that it does not count. */
export interface StaticSources extends StaticServer, CallCounter {}

export type ServerKind = 'nginx' | 'node';

const TOKEN = '{"access_token":"bench","token_type":"Bearer","expires_in":86400}';

/** Starts nginx where it is installed, else node:http; `kind` insists on one of them. */
export async function startStaticSources(invoices: readonly Invoice[], kind?: ServerKind): Promise<StaticSources> {
  const directory = temporaryDirectory();
  writeFiles(join(directory, 'www'), invoices);
  const nginx = kind === 'node' ? undefined : findNginx();
  if (kind === 'nginx' && nginx === undefined) throw new Error('nginx is not installed');
  const server = nginx === undefined ? await startNodeServer(directory) : await startNginx(nginx, directory);
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
