import { once } from 'node:events';
import { WebSocket } from 'ws';
import { faultIn } from './ask-as.ts';
import type { Outcomes, Target } from './attack.ts';
import { type CallerName, TOKENS } from './attacked-world.ts';

/** A client of graphql-transport-ws that has sent its token, and counts the messages that it receives. */
export interface LiveClient {
  readonly outcomes: Outcomes;
  /** Sends unless the gateway has closed. Resolves when the bytes were written to the socket. */
  send(message: object): Promise<void>;
  /** Waits until the gateway closes, or for this long. */
  end(afterMs: number): Promise<void>;
}

export async function connectAs(target: Target, caller: CallerName): Promise<LiveClient> {
  const url = new URL('graphql', target.gateway);
  url.protocol = 'ws:';
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const outcomes: Outcomes = {};
  const count = (outcome: string) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  };
  socket.on('error', () => count('connection broken'));
  socket.on('close', (code) => count(`close ${code}`));
  socket.on('message', (data: Buffer) => {
    const text = data.subarray(0, 20_000).toString();
    const type = /"type":"(\w+)"/.exec(text)?.[1];
    const fault = faultIn(text);
    count(fault === undefined ? `${type}` : `${type} ${fault}`);
    if (data.length > 100_000) count('a large message');
  });
  await once(socket, 'open');
  const send = (message: object) =>
    new Promise<void>((resolve) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message), () => resolve());
      else resolve();
    });
  await send({ type: 'connection_init', payload: { authorization: `Bearer ${TOKENS[caller]}` } });
  return {
    outcomes,
    send,
    end: async (afterMs) => {
      if (socket.readyState === WebSocket.CLOSED) return;
      const timer = setTimeout(() => socket.terminate(), afterMs);
      await once(socket, 'close');
      clearTimeout(timer);
    },
  };
}

/** Adds up the outcomes of several clients. */
export function sumOf(all: readonly Outcomes[]): Outcomes {
  const sum: Outcomes = {};
  for (const outcomes of all)
    for (const [name, count] of Object.entries(outcomes)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
