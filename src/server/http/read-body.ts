import type { IncomingMessage } from 'node:http';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { Held } from '../graphql/in-flight.ts';
import { readInTurn, stopReading } from './paced-reading.ts';

/** A body over the limit: 413, and what still comes is not read. */
export class BodyTooLarge extends BadUserInput {}

/** A body that was not sent to its end: there is nobody left to answer. */
export class BodyCutOff extends BadUserInput {}

/** A body that takes longer to come than it may: 408, and what still comes is not read. */
export class BodyTooSlow extends BadUserInput {}

/** What is read here is small: a line that needs longer for it brings nothing else in time either. */
const DEADLINE_MS = 60_000;

/** So much of a body is read as it comes: nearly all are smaller. */
const AT_ONCE_BYTES = 2 ** 16;

/**
 * The whole body. Rejects with BodyTooLarge as soon as that is known, BodyTooSlow where it has not come by the deadline,
 * BodyCutOff where the caller hangs up, and with what `held` throws where there is no room for as much as has come.
 */
export function readBytes(
  request: IncomingMessage,
  maxBytes: number,
  held: Pick<Held, 'grow'>,
  deadlineMs = DEADLINE_MS,
): Promise<Buffer> {
  if (Number(request.headers['content-length']) > maxBytes) return Promise.reject(tooLarge(maxBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) return giveUp(tooLarge(maxBytes));
      try {
        held.grow(chunk.length);
        chunks.push(chunk);
        if (bytes > AT_ONCE_BYTES) readInTurn(request);
      } catch (error) {
        giveUp(error);
      }
    };
    const giveUp = (reason: unknown) => {
      clearTimeout(deadline);
      request.off('data', onData);
      // Without a listener it would flow on, and be read as fast as it comes.
      stopReading(request);
      reject(reason);
    };
    const deadline = setTimeout(() => giveUp(tooSlow(deadlineMs)), deadlineMs).unref();
    request.on('data', onData);
    request.once('end', () => {
      clearTimeout(deadline);
      resolve(joined(chunks, bytes));
    });
    request.once('error', (cause) => giveUp(new BodyCutOff('The body ended before its length', { cause })));
  });
}

function joined(chunks: readonly Buffer[], bytes: number): Buffer {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks, bytes);
}

function tooLarge(maxBytes: number): BodyTooLarge {
  return new BodyTooLarge(
    `The body is larger than ${maxBytes} bytes, which is the limit here: split it, or have \`limits.maxBodyBytes\` raised`,
    { limit: 'maxBodyBytes' },
  );
}

function tooSlow(deadlineMs: number): BodyTooSlow {
  return new BodyTooSlow(`The body did not come whole within ${deadlineMs / 1_000} s, which is the limit here`);
}
