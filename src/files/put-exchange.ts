import type { LookupFunction, Socket } from 'node:net';
import { Client, type Dispatcher } from 'undici';
import type { Clock } from '../async/clock.ts';
import { onAbort } from '../async/on-abort.ts';
import { abortedBeforeSending, CallFailure, socketErrorToFailure } from '../calls/call-failure.ts';
import { createConnector } from '../calls/wire/connector.ts';
import { GatewayError } from '../errors/catalogue.ts';
import { FileNotReadable, type FileSource, fileToBody } from './file-body.ts';
import type { PutEnd } from './put-end.ts';
import type { PutRequest } from './upload-target.ts';
import { queuedBytes, watchProgress } from './watch-progress.ts';

export interface PutExchangeOptions {
  readonly lookup: LookupFunction;
  /** The PUT is cancelled after this time without progress: while connecting, sending, or waiting for the answer. */
  readonly stallTimeoutMs: number;
  readonly clock: Clock;
  /** Cancels the PUT as long as its file is not complete: after that, the storage may have it, and its answer must be known. */
  readonly signal: AbortSignal;
  /** Cancels the PUT at any time. */
  readonly closing: AbortSignal;
}

/** Sends a file once, over a connection of its own. Does not reject. */
export async function exchangeFile(
  request: PutRequest,
  file: FileSource,
  options: PutExchangeOptions,
): Promise<PutEnd> {
  if (options.signal.aborted) {
    return { bytes: 0, begun: false, complete: false, result: { error: abortedBeforeSending(options.signal) } };
  }
  await using connection = openConnection(request.origin, options);
  return await exchange(connection, request, file, options);
}

interface Connection extends AsyncDisposable {
  readonly client: Client;
  /** Bytes that were passed to the socket and that the peer has not acknowledged; undefined if unknown. */
  readonly queued: () => Promise<number | undefined>;
}

const SOCKET = {
  // undici reads on in the file when fewer bytes than this wait in the socket: at 1, when all chunks before it have left the
  // process. Chunks may be overwritten by then.
  highWaterMark: 1,
};

/**
 * No connection is used twice: if a storage closed one just as a PUT is written to it, the outcome would be unknown.
 * Besides, `queued` needs the PUT's own socket.
 */
function openConnection(origin: string, { stallTimeoutMs, lookup }: PutExchangeOptions): Connection {
  let socket: Socket | undefined;
  // undici cannot abort an attempt to connect: it ends with the PUT.
  const connect = createConnector({ ...SOCKET, timeout: stallTimeoutMs, lookup });
  const client = new Client(origin, {
    pipelining: 1,
    allowH2: false,
    maxResponseSize: 64 * 1024,
    // The progress watch covers these.
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
    client,
    queued: async () => socket && queuedBytes(socket),
    [Symbol.asyncDispose]: () => client.destroy(),
  };
}

function exchange(
  { client, queued }: Connection,
  request: PutRequest,
  file: FileSource,
  options: PutExchangeOptions,
): Promise<PutEnd> {
  const { clock, signal, closing } = options;
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status: number | undefined;
    let hasBody = false;
    let cancelled: CallFailure | undefined;
    let begun = false;
    let bytes = 0;
    // A failure is `sent` only then: before the last byte, the storage cannot have acted on the file.
    const isComplete = (): boolean => begun && bytes === file.size;

    const body = fileToBody(file);
    const start = clock.now();
    // The peer's system may have taken the end of the file before the peer reads it, at the pace that it had so far.
    const stallTimeoutMs = (): number =>
      isComplete() ? Math.max(options.stallTimeoutMs, clock.now() - start) : options.stallTimeoutMs;
    const watch = watchProgress({ stallTimeoutMs, clock, queued, onStall: () => cancel('timeout') });
    const listeners = [
      onAbort(signal, () => {
        if (!isComplete()) cancel('aborted', signal.reason);
      }),
      onAbort(closing, () => cancel('aborted', closing.reason)),
    ];

    const end = (result: PutEnd['result']): void => {
      watch[Symbol.dispose]();
      for (const stopListening of listeners) stopListening();
      // undici does not close the file of a PUT that is cancelled while it connects.
      body.destroy();
      resolve({ bytes, begun, complete: isComplete(), result });
    };
    const fail = (error: Error): void => end(status === undefined ? { error } : { status, hasBody, isCut: true });
    const cancel = (kind: 'timeout' | 'aborted', cause?: unknown): void => {
      cancelled ??=
        cause instanceof CallFailure && !isComplete() ? cause : new CallFailure(kind, { sent: isComplete(), cause });
      fail(cancelled);
      controller?.abort(cancelled);
    };

    client.dispatch(
      { ...request, method: 'PUT', body },
      {
        onRequestStart(started) {
          controller = started;
          // It was cancelled while it waited for a connection: undici cannot remove it from that queue.
          if (cancelled) started.abort(cancelled);
          else watch.moved();
        },
        onBodySent(chunk) {
          // The head is sent together with the first chunk.
          begun = true;
          bytes += chunk.byteLength;
          watch.moved();
        },
        onRequestSent() {
          if (file.size === 0) begun = true;
          watch.moved();
        },
        onResponseStart(_, received) {
          if (received < 200) return;
          status = received;
          // The storage has decided without the rest of the file.
          if (!isComplete()) cancel('aborted');
        },
        // The body is not read. `maxResponseSize` limits its length, the watch its time.
        onResponseData() {
          hasBody = true;
        },
        onResponseEnd() {
          if (status !== undefined) end({ status, hasBody, isCut: false });
        },
        onResponseError(_, error) {
          // The lookup fails with a GatewayError for a name that leads to a forbidden address.
          const isKnown = error instanceof FileNotReadable || error instanceof GatewayError;
          fail(isKnown ? error : socketErrorToFailure(error, isComplete()));
        },
      },
    );
  });
}
