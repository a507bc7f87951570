import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { InterimFilter } from './interim-filter.ts';

/**
 * A connector for undici whose sockets leave out `100 Continue`. Any server may send one (RFC 9110, 15.2), and undici closes the
 * connection at it, as it never asks for one.
 */
export function createConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  const connect = buildConnector({ ...options, allowH2: false });
  return (target, callback) =>
    connect(target, (...outcome) => {
      const [error, socket] = outcome;
      if (error === null) leaveOutContinue(socket);
      callback(...outcome);
    });
}

/** undici reads from a socket only with `read()`, never from its events. */
function leaveOutContinue(socket: Socket): void {
  const read: (size?: number) => Buffer | null = socket.read.bind(socket);
  const filter = new InterimFilter();
  let bytesWritten = -1;

  socket.read = (size?: number): Buffer | null => {
    // Node's own call, which only asks for more bytes.
    if (size === 0) return read(0);
    if (socket.bytesWritten !== bytesWritten) {
      bytesWritten = socket.bytesWritten;
      filter.expectHead();
    }
    for (let chunk = read(size); chunk !== null; chunk = read(size)) {
      const rest = filter.pass(chunk);
      if (rest !== undefined) return rest;
    }
    return null;
  };
}
