import type { Dispatcher } from 'undici';
import type { Clock } from '../async/clock.ts';
import { onAbort } from '../async/on-abort.ts';
import { CallFailure } from '../calls/call-failure.ts';
import { socketErrorToFailure } from '../calls/socket-error-to-failure.ts';
import { GatewayError } from '../errors/catalogue.ts';
import { FileNotReadable, type FileSource, fileToBody } from './file-body.ts';
import type { FileConnection } from './file-connection.ts';
import type { PutRequest } from './upload-target.ts';
import { watchProgress } from './watch-progress.ts';

/** How one PUT ended. */
export interface PutEnd {
  /** Of the file, handed over to the socket. */
  readonly bytes: number;
  /** False: surely not a byte of the request went out. */
  readonly begun: boolean;
  /**
   * True: the file's last byte was handed over to the socket. A storage keeps a body only when it has all of it, as
   * announced by its Content-Length: until then, nothing can have been stored, whatever else went wrong.
   */
  readonly complete: boolean;
  /** A status counts from its head on, whatever becomes of its body. */
  readonly result: { readonly status: number } | { readonly error: Error };
}

export interface PutExchangeOptions {
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Sends a file once, over a connection of its own. It is given up after `timeoutMs` in which nothing moved: no
 * connection, no chunk taken by the socket, none of those that it took taken by the peer, no answer. Never rejects.
 */
export function exchangeFile(
  { dispatcher, queued }: FileConnection,
  request: PutRequest,
  file: FileSource,
  { timeoutMs, clock, signal }: PutExchangeOptions,
): Promise<PutEnd> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status: number | undefined;
    let cancelled: CallFailure | undefined;
    let begun = false;
    let bytes = 0;
    // Also what a failure calls `sent`: before the last byte, the storage cannot have acted on the rest.
    const isComplete = (): boolean => begun && bytes === file.size;

    if (signal.aborted) {
      const error = new CallFailure('aborted', { sent: false, cause: signal.reason });
      resolve({ bytes, begun, complete: false, result: { error } });
      return;
    }
    const body = fileToBody(file);
    const start = clock.now();
    // What the peer's system has taken of the file's end, the peer itself may still have to read, at the pace it had so far.
    const stallTimeoutMs = (): number => (isComplete() ? Math.max(timeoutMs, clock.now() - start) : timeoutMs);
    const watch = watchProgress({ stallTimeoutMs, clock, queued, onStall: () => cancel('timeout') });
    const stopListening = onAbort(signal, () => cancel('aborted', signal.reason));

    const end = (result: PutEnd['result']): void => {
      watch[Symbol.dispose]();
      stopListening();
      // undici leaves a file open that it began to read for a PUT given up while it was connecting.
      body.destroy();
      resolve({ bytes, begun, complete: isComplete(), result });
    };
    const fail = (error: Error): void => end(status === undefined ? { error } : { status });
    const cancel = (kind: 'timeout' | 'aborted', cause?: unknown): void => {
      cancelled ??=
        cause instanceof CallFailure && !isComplete() ? cause : new CallFailure(kind, { sent: isComplete(), cause });
      fail(cancelled);
      controller?.abort(cancelled);
    };

    dispatcher.dispatch(
      { ...request, method: 'PUT', body },
      {
        onRequestStart(started) {
          controller = started;
          // Cancelled while it waited for a connection, from where undici cannot take it back.
          if (cancelled) started.abort(cancelled);
          else watch.moved();
        },
        onBodySent(chunk) {
          // The head goes out together with the first chunk.
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
          // It has made up its mind without the rest of the file.
          if (!isComplete()) cancel('aborted');
        },
        onResponseData() {
          // Nothing of it is for anybody to read. The agent bounds its length, the watch its time.
        },
        onResponseEnd() {
          if (status !== undefined) end({ status });
        },
        onResponseError(_, error) {
          // A name that leads where nothing may be sent is found out when it is resolved.
          const isKnown = error instanceof FileNotReadable || error instanceof GatewayError;
          fail(isKnown ? error : socketErrorToFailure(error, isComplete()));
        },
      },
    );
  });
}
