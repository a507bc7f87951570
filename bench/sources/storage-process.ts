/**
 * Simulates Įvesk's upload locations and the storage behind them, in a process of its own. Uploaded bytes are counted
 * and discarded; they are hashed only on request, since hashing costs more than everything else here.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { PACE, type StoredPut, storageUrl } from './storage.ts';

let origin = '';
let puts = 0;
let last: StoredPut | undefined;

const server = createServer(async (request, response) => {
  const { method, url = '' } = request;
  if (method === 'PUT') await receive(request, response);
  else sendJson(response, url === '/last' ? last : toLocation(url));
});
server.keepAliveTimeout = 3_600_000;
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) origin = `http://127.0.0.1:${address.port}`;
  console.log(origin);
});

/** The answer to GET /uploadlocation/{fileName}. */
function toLocation(url: string): object {
  const fileName = decodeURIComponent(new URL(url, origin).pathname.split('/')[2] ?? '');
  return {
    url: storageUrl(origin, mannerOf(fileName)),
    'Content-Type': 'application/pdf',
    'Content-Disposition': `filename="${fileName}"`,
  };
}

function mannerOf(path: string) {
  return (['paced', 'checked'] as const).find((manner) => path.endsWith(`${manner}.pdf`)) ?? 'fast';
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedAt = performance.now();
  const manner = mannerOf(request.url ?? '');
  const hash = manner === 'checked' ? createHash('sha256') : undefined;
  const ended = Promise.withResolvers<void>();
  let bytes = 0;
  puts += 1;
  request.on('end', ended.resolve).on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    hash?.update(chunk);
    if (manner === 'paced') waitForPace(request, startedAt, bytes);
  });
  await ended.promise;
  const ms = performance.now() - startedAt;
  last = { puts, bytes, ms, headers: request.headers, sha256: hash?.digest('hex') ?? null };
  response.end();
}

function waitForPace(request: IncomingMessage, startedAt: number, bytes: number): void {
  const ahead = startedAt + (bytes / PACE) * 1_000 - performance.now();
  // Timers have a resolution of one millisecond.
  if (ahead < 1) return;
  request.pause();
  void delay(ahead).then(() => request.resume());
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value ?? null));
}
