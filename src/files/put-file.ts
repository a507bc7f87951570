import { type Clock, systemClock } from '../async/clock.ts';
import { Semaphore } from '../async/semaphore.ts';
import type { SourceAddresses } from '../calls/addresses/source-addresses.ts';
import { abortedBeforeSending, CallFailure } from '../calls/call-failure.ts';
import type { CallLogger } from '../calls/call-log.ts';
import { failureToError } from '../calls/gateway-errors.ts';
import { takePlace } from '../calls/policies/concurrency-limit.ts';
import { backoffMs, pause } from '../calls/policies/pause.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { requestField } from '../limits/on-behalf.ts';
import type { FileSource } from './file-body.ts';
import { mayBeRepeated, type PutEnd, putEndToError } from './put-end.ts';
import { exchangeFile } from './put-exchange.ts';
import { tracePut } from './trace-put.ts';
import { type PutRequest, readUploadTarget, type UploadTarget } from './upload-target.ts';

export interface FileSenderOptions {
  readonly accountId: AccountId;
  readonly addresses: SourceAddresses;
  /** A PUT is cancelled after this time without progress: while connecting, sending, or waiting for the answer. */
  readonly stallTimeoutMs: number;
  /** The files that are sent concurrently, to all hosts together. Others are queued, and free places go round their callers. */
  readonly maxConcurrent: number;
  /** The files of one caller that may be queued. */
  readonly maxQueued?: number;
  /** How often a PUT is repeated if no byte of it was sent. */
  readonly retries?: number;
  readonly clock?: Clock;
  /** From 0 to 1, exclusive. */
  readonly random?: () => number;
  readonly logger?: Pick<CallLogger, 'debug'> | undefined;
}

export interface FileSender extends AsyncDisposable {
  /**
   * PUTs a file to a pre-signed URL of any host, and returns where it went. Calls `locate` for the URL when the file has a
   * place, as the URL expires soon. Rejects with a GatewayError, or with FileNotReadable. Unless the error is
   * OutcomeUnknown, the file was not stored.
   */
  readonly put: <Target extends UploadTarget>(
    locate: (signal: AbortSignal) => Promise<Target>,
    file: FileSource,
    signal: AbortSignal,
  ) => Promise<Target>;
}

/**
 * Sends files to the storage that a source names, which is not part of the source's API: the only credential is in the
 * URL, there is no circuit breaker, and no time-out for the whole PUT, as a large file takes its time.
 */
export function createFileSender(options: FileSenderOptions): FileSender {
  const { accountId, addresses, stallTimeoutMs, maxConcurrent: places, maxQueued, logger } = options;
  const { retries = 2, clock = systemClock, random = Math.random } = options;
  const stopping = new AbortController();
  const semaphore = new Semaphore({ places, ...(maxQueued !== undefined && { maxQueued }) });
  const place: Disposable = { [Symbol.dispose]: () => semaphore.release() };

  const placeFor = async (signal: AbortSignal): Promise<Disposable> => {
    if (signal.aborted) throw abortedBeforeSending(signal);
    await takePlace(semaphore, signal, accountId);
    return place;
  };

  const send = async (request: PutRequest, file: FileSource, signal: AbortSignal): Promise<PutEnd> => {
    const lookup = addresses.lookupFor(request.origin);
    for (let attempt = 1; ; attempt += 1) {
      const end = await exchangeFile(request, file, {
        lookup,
        stallTimeoutMs,
        clock,
        signal,
        closing: stopping.signal,
      });
      if (attempt > retries || !mayBeRepeated(end)) return end;
      await pause(backoffMs(attempt, random), signal, clock);
    }
  };

  const log = ({ bytes, result }: PutEnd, ms: number): void => {
    const fields = { ...accountId, bytes, ms: Math.round(ms * 10) / 10, ...requestField() };
    if ('status' in result) logger?.debug({ ...fields, status: result.status }, 'storage answered');
    else logger?.debug({ ...fields, failure: errorToReason(result.error) }, 'storage did not answer');
  };

  const put: FileSender['put'] = async (locate, file, given) => {
    const signal = AbortSignal.any([given, stopping.signal]);
    using _place = await placeFor(signal);
    const target = await locate(signal);
    const request = readUploadTarget(target, file.size, accountId);
    const start = clock.now();
    const end = await send(request, file, signal);
    const ms = clock.now() - start;
    log(end, ms);
    tracePut(accountId, request, { end, ms });
    const error = putEndToError(end, accountId);
    if (error) throw error;
    return target;
  };

  return {
    put: (locate, file, signal) =>
      put(locate, file, signal).catch((error: unknown) => {
        throw error instanceof CallFailure ? failureToError(error, 'POST', accountId) : error;
      }),
    [Symbol.asyncDispose]: async () => stopping.abort(new CallFailure('closed', { sent: false })),
  };
}

/** Errors of other libraries may quote the request. */
function errorToReason(error: Error): string {
  return error instanceof CallFailure ? error.message : 'file or request is not valid';
}
