import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Outcomes, Target } from './attack.ts';

export interface RawAttack {
  readonly sockets: number;
  /** The most that each socket sends. */
  readonly bytes: number;
  /** The gateway gets no new bytes and no new sockets after this time. */
  readonly forMs: number;
  /** The total time for which open connections are watched. */
  readonly watchMs: number;
  readonly head: string | Buffer;
  /** Sent repeatedly. */
  readonly part?: Buffer;
  readonly pauseMs?: number;
  /** True if `part` follows only when the gateway has answered `head`. */
  readonly waits?: boolean;
  readonly reads: boolean;
}

/**
 * Opens connections that send `head`, then `part` until they have sent their bytes, and stay. Counts the statuses that
 * came, and the connections that the gateway ended.
 */
export async function attackRaw(target: Target, attack: RawAttack): Promise<Outcomes> {
  const outcomes: Outcomes = {};
  const count = (outcome: string) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  };
  const deadline = performance.now() + attack.forMs;
  const ended = performance.now() + attack.watchMs;
  const sockets: Socket[] = [];
  for (let opened = 0; opened < attack.sockets && performance.now() < deadline; opened += 1) {
    const socket = connect({ host: target.gateway.hostname, port: Number(target.gateway.port) });
    sockets.push(socket);
    let isOurs = false;
    socket.on('error', () => {});
    socket.on('close', () => {
      if (!isOurs) count('closed by the gateway');
    });
    socket.once('data', (data: Buffer) => {
      count(statusIn(data));
      if (!attack.reads) socket.pause();
    });
    setTimeout(() => {
      isOurs = true;
      socket.destroy();
    }, ended - performance.now());
    void sendAll(socket, attack, deadline);
    // Opens no more at a time than the backlog accepts.
    if (opened % 100 === 99) await Promise.race([once(socket, 'connect').catch(() => {}), closeOf(socket)]);
  }
  await Promise.all(sockets.map(closeOf));
  return outcomes;
}

export interface Burst {
  readonly sockets: number;
  /** The bytes that all of them send at the same moment. */
  readonly bytes: string | Buffer;
  readonly watchMs: number;
}

/**
 * Opens idle connections, and then sends the same bytes on all of them at the same moment. Counts the first status on each,
 * and the connections that the gateway closed.
 */
export async function burst(target: Target, { sockets: count, bytes, watchMs }: Burst): Promise<Outcomes> {
  const outcomes: Outcomes = {};
  const add = (outcome: string) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  };
  const sockets: Socket[] = [];
  for (let opened = 0; opened < count; opened += 1) {
    const socket = connect({ host: target.gateway.hostname, port: Number(target.gateway.port) });
    sockets.push(socket.on('error', () => {}));
    if (opened % 100 === 99) await once(socket, 'connect');
  }
  let isOver = false;
  for (const socket of sockets) {
    socket.on('close', () => {
      if (!isOver) add('closed by the gateway');
    });
    socket.once('data', (data: Buffer) => {
      add(statusIn(data));
      socket.resume();
    });
    socket.write(bytes);
  }
  await new Promise((resolve) => setTimeout(resolve, watchMs));
  isOver = true;
  for (const socket of sockets) socket.destroy();
  return outcomes;
}

function statusIn(data: Buffer): string {
  return /^HTTP\/1\.1 (\d{3})/.exec(data.subarray(0, 40).toString('latin1'))?.[1] ?? 'other bytes';
}

/** After an error, too: `once` of node:events would not wait for the end of a connection that was reset. */
function closeOf(socket: Socket): Promise<unknown> {
  return socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once('close', resolve));
}

async function sendAll(socket: Socket, attack: RawAttack, deadline: number): Promise<void> {
  const { head, part, bytes, pauseMs, waits = false } = attack;
  const closed = closeOf(socket);
  socket.write(head);
  if (part === undefined) return;
  if (waits) await Promise.race([new Promise((resolve) => socket.once('data', resolve)), closed]);
  for (let sent = 0; sent < bytes && performance.now() < deadline && !socket.destroyed; sent += part.length) {
    const isTaken = socket.write(part);
    if (!isTaken) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
    if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

export function requestHead(method: string, path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ host: 'gateway', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return `${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`;
}

/** Bytes of a body in chunks of one byte each, as many as a socket is read at once. */
export const TINY_CHUNKS = Buffer.from('1\r\nx\r\n'.repeat(10_900));

export const UPGRADE = requestHead('GET', '/graphql', {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol': 'graphql-transport-ws',
});

/** A message of a WebSocket client. The mask is all zeros, so the message stays as it is. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const long = payload.length > 65_535;
  const head = Buffer.alloc(long ? 14 : 8);
  head[0] = 0x81;
  head[1] = 0x80 | (long ? 127 : 126);
  if (long) head.writeBigUInt64BE(BigInt(payload.length), 2);
  else head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}
