import { post } from '../load/post.ts';
import { COMPANY_ID } from '../sources/invoice-body.ts';
import { type GatewayProcess, type GatewayProcessOptions, startGatewayProcess } from './gateway-process.ts';
import { type Accounts, DEFAULT_MAX_CONCURRENT, type Target } from './target.ts';

/** A gateway to measure, with its output. */
export interface GatewayTarget extends Target, Pick<GatewayProcess, 'output'> {}

/** For more calls in flight than one account has by default: the gateway would refuse a part of the documents. */
const MANY_CALLS_BYTES = 2 ** 30;

/** Starts a gateway whose companies only have Lightyear, simulated at the source. */
export async function startGateway(accounts: Accounts, options: GatewayProcessOptions): Promise<GatewayTarget> {
  const { source, companies, maxConcurrent } = accounts;
  const lightyear = {
    baseUrl: source,
    tokenUrl: `${source}/oauth2/token`,
    clientId: 'bench',
    clientSecret: 'bench-secret',
    companyId: COMPANY_ID,
  };
  const configured = companies.map((company) => [company, { name: `Bench ${company}`, lightyear }] as const);
  const gateway = await startGatewayProcess(Object.fromEntries(configured), {
    ...options,
    maxConcurrent,
    ...(companies.length * maxConcurrent > DEFAULT_MAX_CONCURRENT && { maxFetchedBytes: MANY_CALLS_BYTES }),
  });
  const ids = await Promise.all(companies.map(async (name) => [name, await fetchIds(gateway, name)] as const));
  const byCompany = new Map(ids);
  return {
    ...gateway,
    name: options.checkout === undefined ? 'gateway' : 'compared',
    idOf: (sourceId, company = companies[0] ?? '') => byCompany.get(company)?.get(sourceId) ?? '',
  };
}

/**
 * The gateway's ids by the ids of the source. This also makes the gateway fetch the account's token before calls are
 * counted.
 */
async function fetchIds({ origin, token }: GatewayProcess, company: string): Promise<ReadonlyMap<string, string>> {
  const query =
    'query Ids($companies: [ID!]) { invoices(filter: { companies: $companies }, first: 200) { nodes { id sourceId } } }';
  const body = { query, operationName: 'Ids', variables: { companies: [company] } };
  const answer: unknown = JSON.parse((await post(origin, token, body)).toString('utf8'));
  const { data } = answer as { data?: { invoices?: { nodes: { id: string; sourceId: string }[] } } };
  if (data?.invoices === undefined)
    throw new Error(`The gateway did not return a list: ${JSON.stringify(answer).slice(0, 400)}`);
  return new Map(data.invoices.nodes.map(({ id, sourceId }) => [sourceId, id]));
}
