import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';

/** Sends these lines, with the right Host header, and a body. Returns the whole answer as text. */
export async function sendRaw(
  url: string,
  method: string,
  headers: Record<string, string>,
  body = '',
): Promise<string> {
  const socket = openRaw(url, method, { connection: 'close', ...headers }, body);
  let answer = '';
  for await (const chunk of socket.setEncoding('latin1')) answer += chunk;
  return answer;
}

/** The same, on a connection that its caller closes. */
export function openRaw(url: string, method: string, headers: Record<string, string>, body: string) {
  const { host, hostname, port, pathname, search } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(Number(port), hostname);
  socket.write(`${method} ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  return socket;
}

/** Sends the part repeatedly, no faster than it is read, with the total length. */
export async function putLarge(url: string, headers: Record<string, string>, part: Uint8Array, times: number) {
  const put = request(url, { method: 'PUT', headers: { ...headers, 'content-length': part.length * times } });
  const send = async () => {
    for (let sent = 0; sent < times; sent += 1) {
      if (!put.write(part)) await once(put, 'drain');
    }
    put.end();
  };
  const [[response]] = await Promise.all([once(put, 'response'), send()]);
  response.resume();
  await once(response, 'close');
  return response.statusCode;
}
