import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** One message to one target. */
export interface Letter {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The status of the complete answer; undefined if there was none. Does not follow redirects. */
export function postLetter({ target, headers, body }: Letter, signal: AbortSignal): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const url = new URL(target);
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  const length = Buffer.byteLength(body);
  // A new connection, closed after the answer: a keep-alive connection would delay the gateway's shutdown.
  const options = { method: 'POST', headers: { ...headers, 'content-length': length }, agent: false, signal };
  const request = open(url, options, (response) => {
    response.once('close', () => resolve(response.complete ? response.statusCode : undefined));
    response.on('error', () => resolve(undefined)).resume();
  });
  request.once('error', () => resolve(undefined));
  request.end(body);
  return promise;
}
