/**
 * A static source in a process of its own, for machines without nginx and for sources with a latency; all files are in
 * memory. Run as `node node-server-process.ts <directory> <ms before each answer>`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { COUNT_PATH, requestsToStatus } from './request-count.ts';

const directory = join(process.argv[2] ?? '.', 'www');
const files = new Map(
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(directory.length), readFileSync(path)]),
);
const latencyMs = Number(process.argv[3]);
let requests = 0;

const server = createServer((request, response) => {
  requests += 1;
  const body = request.url === COUNT_PATH ? Buffer.from(requestsToStatus(requests)) : files.get(request.url ?? '');
  request.resume();
  response.statusCode = body === undefined ? 404 : 200;
  response.setHeader('content-type', 'application/json');
  if (latencyMs > 0 && request.url !== COUNT_PATH) setTimeout(() => response.end(body), latencyMs);
  else response.end(body);
});
server.keepAliveTimeout = 3_600_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(`http://127.0.0.1:${address.port}`);
});
