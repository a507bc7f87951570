import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** One message on its way to one target. */
export interface Letter {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The status of the answer, once all of it is there; undefined where none came. It follows no redirect. */
export function postLetter({ target, headers, body }: Letter, signal: AbortSignal): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const url = new URL(target);
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  const length = Buffer.byteLength(body);
  // A connection of its own, closed by the answer: a kept one would hold up the gateway when it stops.
  const options = { method: 'POST', headers: { ...headers, 'content-length': length }, agent: false, signal };
  const request = open(url, options, (response) => {
    response.once('close', () => resolve(response.complete ? response.statusCode : undefined));
    response.on('error', () => resolve(undefined)).resume();
  });
  request.once('error', () => resolve(undefined));
  request.end(body);
  return promise;
}
