import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection that sends exactly what it is told, for what no HTTP client would send. */
export interface RawConnection extends Disposable {
  readonly socket: Socket;
  /** Resolves when the bytes have left, or the connection is closed. */
  send(bytes: string | Uint8Array): Promise<void>;
  /** The next answer that comes with a Content-Length or nothing to it. Rejects where the connection ends before it. */
  answer(): Promise<RawAnswer>;
  /** Resolves when the other side has closed the connection. */
  readonly closed: Promise<void>;
}

export async function openRaw(url: URL): Promise<RawConnection> {
  const socket = connect(Number(url.port), url.hostname);
  // A reset is one way to be closed.
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

/** One request on a connection of its own. */
export async function rawRequest(url: URL, bytes: string | Uint8Array): Promise<RawAnswer> {
  using connection = await openRaw(url);
  void connection.send(bytes);
  return await connection.answer();
}

/** A request's bytes: its first line, its headers as they are given, and a body with its length where there is one. */
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
