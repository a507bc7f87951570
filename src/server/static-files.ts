import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotFound } from '../errors/catalogue.ts';
import type { Route } from './route.ts';

const TYPES = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.md', 'text/plain; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.ttf', 'font/ttf'],
]);

/** Vite puts a hash of the content into the names of this folder: another content is another name. */
const HASHED = 'assets/';

/**
 * A route for each file below a folder, by its path after `prefix`; none where there is no such folder. The folder is
 * read once, so that no path that is asked for ever becomes one of a file. `name.gz` is `name`, compressed.
 */
export function createFileRoutes(folder: URL, prefix: string): ReadonlyMap<string, Route> {
  const names = new Set(filesIn(folder));
  const served = [...names].filter((name) => !name.endsWith('.gz'));
  return new Map(
    served.map((name) => {
      const file = {
        plain: new URL(name, folder),
        ...(names.has(`${name}.gz`) && { compressed: new URL(`${name}.gz`, folder) }),
        isHashed: name.startsWith(HASHED),
      };
      return [prefix + name, (request, response) => sendFile(request, response, file)];
    }),
  );
}

/** Paths below the folder, with slashes. What a link leads to is not among them. */
function filesIn(folder: URL): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(fileURLToPath(folder), `${parentPath}/${name}`).replaceAll('\\', '/'));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

interface StaticFile {
  readonly plain: URL;
  readonly compressed?: URL;
  readonly isHashed: boolean;
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { plain, compressed, isHashed }: StaticFile,
): Promise<void> {
  const isCompressed = compressed !== undefined && takesGzip(request);
  const content = await readFile(isCompressed ? compressed : plain).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    throw new NotFound('This file was there when the gateway started, and is gone: start it again');
  });
  response.writeHead(200, {
    'content-type': TYPES.get(extname(plain.pathname)) ?? 'application/octet-stream',
    'content-length': content.byteLength,
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    ...(compressed && { vary: 'accept-encoding' }),
    ...(isCompressed && { 'content-encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : content);
}

function takesGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(String(headers['accept-encoding'] ?? ''));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
