import type { WebSocket } from 'ws';
import type { MessageSink } from '../send-queue.ts';

/** A WebSocket as a sink. A class, because an object literal with getters for each socket would take some 500 bytes. */
export class SocketSink implements MessageSink {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  get buffered(): number {
    return this.#socket.bufferedAmount;
  }

  write(piece: string | Buffer, isLast: boolean, callback: () => void): void {
    this.#socket.send(piece, { binary: false, fin: isLast }, callback);
  }
}
