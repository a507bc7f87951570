/**
 * Simulates Lightyear for exports, in a process of its own: answers every export at once and counts it for its
 * document. Run as `node export-source-process.ts <number of documents>`.
 */
import { createServer } from 'node:http';
import { uuid } from './invoices.ts';
import { COUNT_PATH, requestsToStatus } from './request-count.ts';

const exportsOf = new Map(Array.from({ length: Number(process.argv[2]) }, (_, index) => [uuid(`export ${index}`), 0]));
const COMPLETE = /^\/invoices\/([^/]+)\/complete$/;
let requests = 0;

const server = createServer((request, response) => {
  requests += 1;
  request.resume();
  const { method, url = '' } = request;
  const id = method === 'POST' ? COMPLETE.exec(url)?.[1] : undefined;
  const count = exportsOf.get(id ?? '');
  if (id !== undefined && count !== undefined) {
    exportsOf.set(id, count + 1);
    response.writeHead(204).end();
    return;
  }
  const body = toBody(url);
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body);
});
server.keepAliveTimeout = 3_600_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(`http://127.0.0.1:${address.port}`);
});

function toBody(url: string): string | undefined {
  switch (url) {
    case '/oauth2/token':
      return '{"access_token":"bench","token_type":"Bearer","expires_in":86400}';
    case '/invoices/exportable':
      return JSON.stringify({ items: [...exportsOf.keys()], continuationKey: null });
    case '/exports':
      return JSON.stringify([...exportsOf]);
    case COUNT_PATH:
      return requestsToStatus(requests);
    default:
      return undefined;
  }
}
