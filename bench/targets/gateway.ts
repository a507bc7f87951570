import { post } from '../load/post.ts';
import { COMPANY_ID } from '../sources/invoice-body.ts';
import { type GatewayProcess, type GatewayProcessOptions, startGatewayProcess } from './gateway-process.ts';
import type { Target } from './target.ts';

/** Starts a gateway whose company only has Lightyear, simulated at `origin`. */
export async function startGateway(origin: string, options: GatewayProcessOptions): Promise<Target> {
  const lightyear = {
    baseUrl: origin,
    tokenUrl: `${origin}/oauth2/token`,
    clientId: 'bench',
    clientSecret: 'bench-secret',
    companyId: COMPANY_ID,
  };
  const gateway = await startGatewayProcess({ lightyear }, options);
  const ids = await fetchIds(gateway);
  return { ...gateway, name: 'gateway', idOf: (sourceId) => ids.get(sourceId) ?? '' };
}

/** The gateway's ids by the ids of the source. This also makes the gateway fetch its token before calls are counted. */
async function fetchIds({ origin, token }: GatewayProcess): Promise<ReadonlyMap<string, string>> {
  const query = 'query Ids { invoices(first: 200) { nodes { id sourceId } } }';
  const answer: unknown = JSON.parse((await post(origin, token, { query, operationName: 'Ids' })).toString('utf8'));
  const { data } = answer as { data?: { invoices?: { nodes: { id: string; sourceId: string }[] } } };
  if (data?.invoices === undefined)
    throw new Error(`The gateway did not return a list: ${JSON.stringify(answer).slice(0, 400)}`);
  return new Map(data.invoices.nodes.map(({ id, sourceId }) => [sourceId, id]));
}
