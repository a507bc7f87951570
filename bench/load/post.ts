import { request } from 'undici';

/** A GraphQL request as it is sent. */
export interface Query {
  readonly query: string;
  readonly operationName: string;
  readonly variables?: Readonly<Record<string, string | readonly string[]>>;
}

/** The bytes of one POST /graphql on a keep-alive connection. */
export function toHttpRequest(origin: string, token: string, query: Query): Buffer {
  const body = JSON.stringify(query);
  const head = [
    'POST /graphql HTTP/1.1',
    `host: ${new URL(origin).host}`,
    `authorization: Bearer ${token}`,
    'accept: application/json',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Sends one query and returns the answer's bytes unchecked. Rejects if the status is not 200. */
export async function post(origin: string, token: string, query: Query): Promise<Buffer> {
  const { statusCode, body } = await request(`${origin}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(query),
  });
  const bytes = Buffer.from(await body.arrayBuffer());
  if (statusCode !== 200)
    throw new Error(`${query.operationName} answered ${statusCode}: ${bytes.toString('utf8', 0, 400)}`);
  return bytes;
}
