import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Negotiator from 'negotiator';
import { NotFound } from '../../errors/catalogue.ts';
import type { Route } from '../http/route.ts';
import { sendSlices } from '../http/sending/send-answer.ts';

const TYPES = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.md', 'text/plain; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.ttf', 'font/ttf'],
]);

/** Vite puts a hash of the content into the file names of this folder, so that a name never gets other content. */
const HASHED = 'assets/';

/**
 * Creates a route for each file below a folder, with `prefix` before its path. Returns an empty map if the folder does not
 * exist. The folder is listed once, so that a requested path never reaches the file system. `name.gz` holds `name`, compressed.
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

/** Lists paths below the folder, with slashes. Leaves symbolic links out. */
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

/** Reads a file on the first request and keeps it, so that all slow clients share one copy. */
function fileAt(url: URL): ReadStatic {
  let content: Promise<Buffer> | undefined;
  return () => {
    content ??= readFile(url).catch((error: unknown) => {
      content = undefined;
      if (!isMissing(error)) throw error;
      throw new NotFound(
        'This file was deleted after the gateway started: build GraphiQL again and restart the gateway',
      );
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
