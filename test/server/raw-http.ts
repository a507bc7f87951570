import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as received. */
export interface RawAnswer {
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection that sends exactly the given bytes, for requests that no HTTP client would send. */
export interface RawConnection extends Disposable {
  readonly socket: Socket;
  /** Resolves when the bytes are sent or the connection is closed. */
  send(bytes: string | Uint8Array): Promise<void>;
  /** Returns the next answer, which has a content-length or no body. Rejects if the connection ends first. */
  answer(): Promise<RawAnswer>;
  /** Resolves when the other side has closed the connection. */
  readonly closed: Promise<void>;
}

export async function openRaw(url: URL): Promise<RawConnection> {
  const socket = connect(Number(url.port), url.hostname);
  // A reset closes the connection as well.
  socket.on('error', () => {});
  const closed = once(socket, 'close').then(() => {});
  let received: Buffer = Buffer.alloc(0);
  let isClosed = false;
  let wake = Promise.withResolvers<void>();
  const more = () => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    more();
  });
  closed.then(() => {
    isClosed = true;
    more();
  });
  await once(socket, 'connect');

  return {
    socket,
    closed,
    send: (bytes) =>
      new Promise((resolve) => {
        closed.then(() => resolve());
        socket.write(bytes, () => resolve());
      }),
    async answer() {
      for (;;) {
        const { answer, rest } = parse(received);
        if (answer !== undefined) {
          received = rest;
          return answer;
        }
        if (isClosed) throw new Error(`the connection ended with no whole answer: ${received.toString('utf8')}`);
        await wake.promise;
      }
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
}

/** Sends one request on its own connection. */
export async function rawRequest(url: URL, bytes: string | Uint8Array): Promise<RawAnswer> {
  using connection = await openRaw(url);
  void connection.send(bytes);
  return await connection.answer();
}

/** A request's bytes: its first line, the given headers, and a body with its length if there is one. */
export function requestText(line: string, headers: readonly string[] = [], body?: string): string {
  const length = body === undefined ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  return `${[`${line} HTTP/1.1`, 'host: localhost', ...headers, ...length].join('\r\n')}\r\n\r\n${body ?? ''}`;
}

function parse(received: Buffer): { readonly answer?: RawAnswer; readonly rest: Buffer } {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return { rest: received };
  const [statusLine = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const length = Number(headers['content-length'] ?? 0);
  const rest = received.subarray(end + 4);
  if (rest.length < length) return { rest: received };
  const status = Number(statusLine.split(' ')[1]);
  return { answer: { status, headers, body: rest.subarray(0, length).toString('utf8') }, rest: rest.subarray(length) };
}
