import type { IncomingMessage } from 'node:http';
import { BadUserInput } from '../../../errors/catalogue.ts';
import type { Held } from '../../graphql/in-flight.ts';
import { JoinedPieces } from './joined-pieces.ts';
import { readInTurn, stopReading } from './paced-reading.ts';

/** The body exceeds the limit. Answered with 413; the rest of it is not read. */
export class BodyTooLarge extends BadUserInput {}

/** The connection closed before the end of the body. No answer can be sent. */
export class BodyCutOff extends BadUserInput {}

/** The body takes too long. Answered with 408; the rest of it is not read. */
export class BodyTooSlow extends BadUserInput {}

/** Bodies that are read here are small: a connection that needs longer than the deadline is too slow for anything else. */
export interface BodyBounds {
  readonly maxBytes: number;
  readonly deadlineMs: number;
}

/** This much of a body is read without pacing. Nearly all bodies are smaller. */
const AT_ONCE_BYTES = 2 ** 16;

/**
 * Reads the whole body. Rejects with
 * - BodyTooLarge as soon as the body is known to exceed `maxBytes`,
 * - BodyTooSlow after `deadlineMs`,
 * - BodyCutOff if the caller disconnects,
 * - the error of `held` if the bytes so far exceed its quota.
 */
export function readBytes(
  request: IncomingMessage,
  { maxBytes, deadlineMs }: BodyBounds,
  held: Pick<Held, 'grow'>,
): Promise<Buffer> {
  if (Number(request.headers['content-length']) > maxBytes) return Promise.reject(tooLarge(maxBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const pieces = new JoinedPieces((chunk) => chunks.push(chunk));
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) return giveUp(tooLarge(maxBytes));
      try {
        held.grow(chunk.length);
        // Nearly all bodies are one chunk.
        if (chunks.length === 0) chunks.push(chunk);
        else pieces.add(chunk);
        if (bytes > AT_ONCE_BYTES) readInTurn(request, chunk.length);
      } catch (error) {
        giveUp(error);
      }
    };
    const giveUp = (reason: unknown) => {
      clearTimeout(deadline);
      request.off('data', onData);
      // Without a listener, the stream would flow, and be read as fast as it arrives.
      stopReading(request);
      reject(reason);
    };
    const deadline = setTimeout(() => giveUp(tooSlow(deadlineMs)), deadlineMs).unref();
    request.on('data', onData);
    request.once('end', () => {
      clearTimeout(deadline);
      pieces.flush();
      resolve(joined(chunks, bytes));
    });
    request.once('error', (cause) =>
      giveUp(new BodyCutOff('The connection closed before the end of the body', { cause })),
    );
  });
}

function joined(chunks: readonly Buffer[], bytes: number): Buffer {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks, bytes);
}

function tooLarge(maxBytes: number): BodyTooLarge {
  return new BodyTooLarge(
    `The body is larger than ${maxBytes} bytes, which is \`limits.maxBodyBytes\`: split it, or ask the operator to raise the limit`,
    { limit: 'maxBodyBytes' },
  );
}

function tooSlow(deadlineMs: number): BodyTooSlow {
  return new BodyTooSlow(
    `The body did not arrive completely within ${deadlineMs / 1_000} s: send it over a faster connection`,
  );
}
