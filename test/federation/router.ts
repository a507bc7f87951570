import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AnsweredError, type CallerName, tokenOf } from '../end-to-end/world.ts';
import { createHiveGateway, type SubgraphRequest } from './hive-gateway.mjs';

/** Hive Gateway on a supergraph, over real HTTP. */
export interface Router extends AsyncDisposable {
  readonly url: URL;
  /** Asks as a caller of the gateway; null sends no token. */
  ask<Data>(query: string, as?: CallerName | null): Promise<RouterAnswer<Data>>;
}

export interface RouterAnswer<Data> {
  readonly data: Data | null;
  readonly errors: readonly AnsweredError[];
  /** The requests that it has made, in order. */
  readonly requests: readonly SubgraphRequest[];
}

export async function startRouter(supergraph: string): Promise<Router> {
  await using started = new AsyncDisposableStack();
  const requests: SubgraphRequest[] = [];
  const gateway = started.use(createHiveGateway(supergraph, (request) => requests.push(request)));
  const server = createServer(gateway).listen(0, '127.0.0.1');
  started.defer(async () => {
    server.close().closeAllConnections();
    await once(server, 'close');
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${port}/graphql`);
  const running = started.move();
  return {
    url,
    async ask<Data>(query: string, as: CallerName | null = 'sandbox') {
      requests.length = 0;
      const headers = { 'content-type': 'application/json', ...(as && { authorization: `Bearer ${tokenOf(as)}` }) };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
      const { data = null, errors = [] } = (await response.json()) as Partial<RouterAnswer<Data>>;
      return { data, errors, requests: [...requests] };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
