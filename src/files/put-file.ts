import { type Clock, systemClock } from '../async/clock.ts';
import { onAbort } from '../async/on-abort.ts';
import { Semaphore } from '../async/semaphore.ts';
import type { SourceAddresses } from '../calls/addresses/source-addresses.ts';
import { CallFailure } from '../calls/call-failure.ts';
import type { CallLogger } from '../calls/call-log.ts';
import { failureToError } from '../calls/failure-to-error.ts';
import { takePlace } from '../calls/policies/take-place.ts';
import type { AccountId } from '../errors/catalogue.ts';
import type { FileSource } from './file-body.ts';
import { openFileConnection } from './file-connection.ts';
import { exchangeFile, type PutEnd } from './put-exchange.ts';
import { putEndToError } from './put-outcome.ts';
import { type PutRequest, readUploadTarget, type UploadTarget } from './upload-target.ts';

export interface FileSenderOptions {
  readonly accountId: AccountId;
  readonly addresses: SourceAddresses;
  /** How long nothing may move: while connecting, between two chunks, before the answer. */
  readonly timeoutMs: number;
  /** Files sent at once, to all hosts together; the rest wait, and places go round their callers. */
  readonly maxConcurrent: number;
  /** Files of one caller that may wait. */
  readonly maxQueued?: number;
  /** How often a PUT is repeated of which not a byte went out; 0 = never. */
  readonly retries?: number;
  readonly clock?: Clock;
  /** From 0 to 1, exclusive. */
  readonly random?: () => number;
  readonly logger?: Pick<CallLogger, 'debug'> | undefined;
}

export interface FileSender extends AsyncDisposable {
  /**
   * PUTs a file to a pre-signed URL of any host, which is asked for when it is the file's turn: it does not last long.
   * Gives back where the file went. Rejects with a GatewayError, or with a fault of ours where the file
   * cannot be read; all but OutcomeUnknown say that nothing was stored.
   */
  readonly put: <Target extends UploadTarget>(
    locate: (signal: AbortSignal) => Promise<Target>,
    file: FileSource,
    signal: AbortSignal,
  ) => Promise<Target>;
}

const FIRST_BACKOFF_MS = 100;

/**
 * Sends files to where a source wants them, which is no part of the source's own API: with no credential but the one in
 * the URL, no breaker, and no time-out for the whole, as a large file takes its time.
 */
export function createFileSender(options: FileSenderOptions): FileSender {
  const { accountId, addresses, timeoutMs, maxConcurrent: places, maxQueued, logger } = options;
  const { retries = 2, clock = systemClock, random = Math.random } = options;
  const stopping = new AbortController();
  const semaphore = new Semaphore({ places, ...(maxQueued !== undefined && { maxQueued }) });

  const sendOnce = async (request: PutRequest, file: FileSource, signal: AbortSignal): Promise<PutEnd> => {
    const lookup = addresses.lookupFor(request.origin);
    await using connection = openFileConnection(request.origin, { timeoutMs, lookup });
    return await exchangeFile(connection, request, file, { timeoutMs, clock, signal });
  };

  /** Half of the pause is left to chance, so that files that failed together do not come back together. */
  const backoffMs = (attempt: number): number => FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + random());

  const send = async (request: PutRequest, file: FileSource, signal: AbortSignal): Promise<PutEnd> => {
    for (let attempt = 1; ; attempt += 1) {
      const end = await sendOnce(request, file, signal);
      if (attempt > retries || !mayBeRepeated(end)) return end;
      await pause(backoffMs(attempt), signal, clock);
    }
  };

  const log = ({ bytes, result }: PutEnd, ms: number): void => {
    const fields = { ...accountId, bytes, ms: Math.round(ms * 10) / 10 };
    if ('status' in result) logger?.debug({ ...fields, status: result.status }, 'storage answered');
    else logger?.debug({ ...fields, failure: errorToReason(result.error) }, 'storage did not answer');
  };

  const place: Disposable = { [Symbol.dispose]: () => semaphore.release() };
  const placeFor = async (signal: AbortSignal): Promise<Disposable> => {
    if (signal.aborted) throw abortedToError(signal, accountId);
    await takePlace(semaphore, signal, accountId)?.catch((error: unknown) => {
      throw signal.aborted ? abortedToError(signal, accountId) : error;
    });
    return place;
  };

  return {
    put: async (locate, file, given) => {
      const signal = AbortSignal.any([given, stopping.signal]);
      using _place = await placeFor(signal);
      const target = await locate(signal);
      const request = readUploadTarget(target, file.size, accountId);
      const start = clock.now();
      const end = await send(request, file, signal);
      log(end, clock.now() - start);
      const error = putEndToError(end, accountId);
      if (error) throw error;
      return target;
    },
    [Symbol.asyncDispose]: async () => stopping.abort(new CallFailure('closed', { sent: false })),
  };
}

/** A gateway that stops has given up every wait with a failure of its own. */
function abortedToError({ reason }: AbortSignal, accountId: AccountId): Error {
  return failureToError(
    reason instanceof CallFailure ? reason : new CallFailure('aborted', { sent: false, cause: reason }),
    'POST',
    accountId,
  );
}

/** A PUT is sent once. Only a connection that failed before a byte of it went out has not sent it at all. */
function mayBeRepeated({ begun, result }: PutEnd): boolean {
  return !begun && 'error' in result && result.error instanceof CallFailure && result.error.kind === 'connection';
}

/** Ends early where the signal aborts: the attempt after it finds out. */
function pause(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      timer[Symbol.dispose]();
      stopListening();
      resolve();
    };
    const timer = clock.schedule(end, signal.aborted ? 0 : ms);
    const stopListening = onAbort(signal, end);
  });
}

/** An error that is none of ours may quote the request. */
function errorToReason(error: Error): string {
  return error instanceof CallFailure ? error.message : 'file or request is not valid';
}
