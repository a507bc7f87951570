/**
 * The baseline for the gateway: node:http and undici, without GraphQL. It makes the same REST calls, picks the same
 * fields and returns the same answer; `operationName` selects the work. Run as `node bare-handler.ts <origin of the
 * source> <company id>`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { Pool } from 'undici';
import { pickHead, pickInvoice, type WireInvoice, type WireList } from './bare-fields.ts';

interface Query {
  readonly operationName: string;
  readonly variables?: { readonly id?: string; readonly ids?: readonly string[] };
}

/** The number of connections that the gateway opens for an account by default. */
const CONNECTIONS = 16;

const [origin = '', company = ''] = process.argv.slice(2);
const pool = new Pool(origin, { connections: CONNECTIONS });
const headers = { authorization: `Bearer ${await fetchToken()}`, 'lightyear-company-id': company };

const server = createServer(async (request, response) => {
  try {
    const body = JSON.stringify({ data: await answer(await readJson<Query>(request)) });
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(body);
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  }
});
process.once('SIGTERM', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(`http://127.0.0.1:${address.port}`);
});

async function answer({ operationName, variables: { id = '', ids = [] } = {} }: Query): Promise<object> {
  switch (operationName) {
    case 'InvoicePage': {
      const invoices = await fetchList();
      return { invoices: { nodes: invoices.map(pickInvoice), pageInfo: { hasNextPage: false } } };
    }
    case 'InvoiceHeads':
      return { invoices: { nodes: (await fetchList()).map(pickHead) } };
    case 'InvoiceById':
      return { invoice: pickInvoice(await getJson<WireInvoice>(`/invoices/${id}`)) };
    case 'MarkExported':
      return { markInvoicesExported: { results: await Promise.all(ids.map(markExported)) } };
    default:
      throw new Error(`Unknown operation ${operationName}`);
  }
}

/** All invoices, parsed. Fields are picked after the last one has arrived, as in ordinary, unoptimized code. */
async function fetchList(): Promise<WireInvoice[]> {
  const { items } = await getJson<WireList>('/invoices/exportable');
  return await Promise.all(items.map((id) => getJson<WireInvoice>(`/invoices/${id}`)));
}

async function getJson<T>(path: string): Promise<T> {
  const { statusCode, body } = await pool.request({ path, method: 'GET', headers });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`);
  return JSON.parse(text) as T;
}

async function markExported(id: string): Promise<object> {
  const { statusCode, body } = await pool.request({ path: `/invoices/${id}/complete`, method: 'POST', headers });
  await body.dump();
  if (statusCode !== 204) throw new Error(`${id} answered ${statusCode}`);
  return { id, ok: true, error: null };
}

async function fetchToken(): Promise<string> {
  const { body } = await pool.request({ path: '/oauth2/token', method: 'POST', body: 'grant_type=client_credentials' });
  return (JSON.parse(await body.text()) as { access_token: string }).access_token;
}

function readJson<T>(request: IncomingMessage): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    try {
      resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as T);
    } catch (error) {
      reject(error);
    }
  });
  request.on('error', reject);
  return promise;
}
