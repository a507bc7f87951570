import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to a receiver, with its body as it was sent and as the JSON in it. */
export interface Received {
  readonly method: string | undefined;
  /** With the query. */
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly fields: Readonly<Record<string, string>>;
}

/** A subscriber of SNS. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** The notifications among the requests. */
  notifications(): readonly Received[];
  /** Sets the answer to all further requests; 200 at first. A promise delays the answer. */
  answer(status: number | ((received: Received) => number | Promise<number>)): void;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let statusOf: (one: Received) => number | Promise<number> = () => 200;
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { method, url: path, headers } = request;
    const one = { method, path, headers, body, fields: JSON.parse(body.toString()) };
    received.push(one);
    // A receiver that fails to handle a message gets it again.
    const status = await Promise.try(statusOf, one).catch(() => 500);
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    notifications: () => received.filter(({ fields }) => fields['Type'] === 'Notification'),
    answer(status) {
      statusOf = typeof status === 'number' ? () => status : status;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
