/**
 * The baseline for the gateway: node:http and undici, without GraphQL. It makes the same REST calls, picks the same
 * fields and returns the same answer; `operationName` selects the work. Run as `node bare-handler.ts <accounts>`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { pickHead, pickInvoice, type WireInvoice, type WireList } from './bare-fields.ts';
import { getJson, openAccounts, type RestAccount } from './rest-accounts.ts';
import type { Accounts } from './target.ts';

interface Query {
  readonly operationName: string;
  readonly variables?: {
    readonly id?: string;
    readonly ids?: readonly string[];
    readonly companies?: readonly string[];
  };
}

const given = JSON.parse(process.argv[2] ?? '') as Accounts;
const accounts = await openAccounts(given);

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

async function answer({ operationName, variables = {} }: Query): Promise<object> {
  const { id = '', ids = [], companies = given.companies } = variables;
  switch (operationName) {
    case 'InvoicePage': {
      const invoices = await fetchList(companies);
      return { invoices: { nodes: invoices.map(pickInvoice), pageInfo: { hasNextPage: false } } };
    }
    case 'InvoiceHeads':
      return { invoices: { nodes: (await fetchList(companies)).map(pickHead) } };
    case 'InvoiceById':
      return { invoice: pickInvoice(await fetchInvoice(id)) };
    case 'MarkExported':
      return { markInvoicesExported: { results: await Promise.all(ids.map(markExported)) } };
    default:
      throw new Error(`Unknown operation ${operationName}`);
  }
}

/** All invoices, parsed. Fields are picked after the last one has arrived, as in ordinary, unoptimized code. */
async function fetchList([company = '']: readonly string[]): Promise<WireInvoice[]> {
  const account = accountOf(company);
  const { items } = await getJson<WireList>(account, '/invoices/exportable');
  return await Promise.all(items.map((id) => getJson<WireInvoice>(account, `/invoices/${id}`)));
}

async function fetchInvoice(id: string): Promise<WireInvoice> {
  const [company = '', sourceId = ''] = id.split('/');
  return await getJson<WireInvoice>(accountOf(company), `/invoices/${sourceId}`);
}

async function markExported(id: string): Promise<object> {
  const [company = '', sourceId = ''] = id.split('/');
  const { pool, headers } = accountOf(company);
  const { statusCode, body } = await pool.request({ path: `/invoices/${sourceId}/complete`, method: 'POST', headers });
  await body.dump();
  if (statusCode !== 204) throw new Error(`${id} answered ${statusCode}`);
  return { id, ok: true, error: null };
}

function accountOf(company: string): RestAccount {
  const account = accounts.get(company);
  if (account === undefined) throw new Error(`Unknown company ${company}`);
  return account;
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
