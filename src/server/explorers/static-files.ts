import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Negotiator from 'negotiator';
import { NotFound } from '../../errors/catalogue.ts';
import type { Route } from '../http/route.ts';
import { sendSlices } from '../http/send-answer.ts';

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
        plain: fileAt(new URL(name, folder)),
        ...(names.has(`${name}.gz`) && { compressed: fileAt(new URL(`${name}.gz`, folder)) }),
        type: TYPES.get(extname(name)) ?? 'application/octet-stream',
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
  readonly plain: ReadStatic;
  readonly compressed?: ReadStatic;
  readonly type: string;
  readonly isHashed: boolean;
}

type ReadStatic = () => Promise<Buffer>;

/** Reads a file when it is first asked for and keeps it: all clients that do not read their answers hold one copy. */
function fileAt(url: URL): ReadStatic {
  let content: Promise<Buffer> | undefined;
  return () => {
    content ??= readFile(url).catch((error: unknown) => {
      content = undefined;
      if (!isMissing(error)) throw error;
      throw new NotFound('This file was there when the gateway started, and is gone: start it again');
    });
    return content;
  };
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { plain, compressed, type, isHashed }: StaticFile,
): Promise<void> {
  const isCompressed = compressed !== undefined && acceptsGzip(request);
  const content = await (isCompressed ? compressed : plain)();
  response.writeHead(200, {
    'content-type': type,
    'content-length': content.byteLength,
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(compressed && { vary: 'accept-encoding' }),
    ...(isCompressed && { 'content-encoding': 'gzip' }),
  });
  if (request.method === 'HEAD') response.end();
  else sendSlices(response, content);
}

function acceptsGzip(request: IncomingMessage): boolean {
  return new Negotiator(request).encoding(['gzip', 'identity']) === 'gzip';
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
