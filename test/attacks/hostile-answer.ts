import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setSources } from './ask-as.ts';
import type { Outcomes, Target } from './attack.ts';

/** The calls that get a hostile answer: for tokens, for the keys of the issuer, reads and writes of documents. */
export type HostileKind = 'token' | 'keys' | 'read' | 'write';

/** An answer that costs much time or memory: `part` is repeated between its head and its tail. */
export interface HostileAnswer {
  readonly status?: number;
  readonly head: string;
  readonly part: string;
  readonly tail: string;
  readonly bytes: number;
  /** The length of a chunk, if each is sent by itself. */
  readonly chunkBytes?: number;
}

export type HostileAnswers = { readonly [kind in HostileKind]?: HostileAnswer };

/** Makes the stand-ins hostile while `act` runs. */
export async function withHostile(
  target: Target,
  hostile: HostileAnswers,
  act: () => Promise<Outcomes>,
): Promise<Outcomes> {
  await setSources(target, { hostile });
  try {
    return await act();
  } finally {
    await setSources(target, { hostile: {} });
  }
}

export async function sendHostile(response: ServerResponse, answer: HostileAnswer): Promise<void> {
  const { status = 200, chunkBytes } = answer;
  const { socket } = response;
  if (chunkBytes === undefined) {
    response.writeHead(status, { 'content-type': 'application/json' });
    await pipeline(blocksOf(answer), response);
  } else if (socket !== null) {
    // node:http would take longer to make the chunks than the gateway to read them.
    socket.write(`HTTP/1.1 ${status} OK\r\ntransfer-encoding: chunked\r\n\r\n`);
    await pipeline(chunksOf(answer, chunkBytes), socket);
  }
}

const BLOCK_BYTES = 65_536;

function* blocksOf({ head, part, tail, bytes }: HostileAnswer): Generator<string> {
  const block = part.repeat(Math.ceil(Math.min(bytes, BLOCK_BYTES) / part.length));
  yield head;
  for (let sent = 0; sent < bytes; sent += block.length) yield block;
  yield tail;
}

function* chunksOf(answer: HostileAnswer, chunkBytes: number): Generator<string> {
  for (const block of blocksOf(answer)) {
    const chunks = block.match(new RegExp(`.{1,${chunkBytes}}`, 'gs')) ?? [];
    yield chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
  }
  yield '0\r\n\r\n';
}
