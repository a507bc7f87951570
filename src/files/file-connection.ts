import type { LookupFunction, Socket } from 'node:net';
import { buildConnector, Client, type Dispatcher } from 'undici';
import { queuedBytes } from './queued-bytes.ts';

/** A connection for one file, and how much of it is still on its way. */
export interface FileConnection extends AsyncDisposable {
  readonly dispatcher: Dispatcher;
  /** Bytes that were handed over to the socket and that the peer has not taken; undefined where that cannot be known. */
  readonly queued: () => Promise<number | undefined>;
}

export interface FileConnectionOptions {
  /** For connecting. */
  readonly timeoutMs: number;
  readonly lookup: LookupFunction;
}

const SOCKET = {
  allowH2: false,
  // undici asks for more of a file when less than this waits in the socket: when all before it has left the process, as a
  // chunk may be written over by then.
  highWaterMark: 1,
};

/**
 * No connection is used twice: one that a storage closes just as we write to it would leave us not knowing what it did,
 * and how much waits in a socket can only be told of a socket that is known.
 */
export function openFileConnection(origin: string, { timeoutMs, lookup }: FileConnectionOptions): FileConnection {
  let socket: Socket | undefined;
  // An abandoned attempt to connect ends about when the PUT ends that could have used it.
  const connect = buildConnector({ ...SOCKET, timeout: timeoutMs, lookup });
  const client = new Client(origin, {
    pipelining: 1,
    allowH2: false,
    maxResponseSize: 64 * 1024,
    // The progress of each PUT is watched as a whole.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) =>
      connect(options, (...outcome) => {
        const [error, connected] = outcome;
        if (error === null) socket = connected;
        callback(...outcome);
      }),
  });
  return {
    dispatcher: client,
    queued: async () => socket && queuedBytes(socket),
    [Symbol.asyncDispose]: () => client.destroy(),
  };
}
