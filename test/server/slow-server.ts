import { openScratch } from '../../src/server/multipart/temporary-file.ts';
import { startUploadServer, type UploadServer } from './upload-server.ts';

export interface SlowServer extends UploadServer {
  /** Resolves when the disk has so many bytes of a file. */
  written(bytes: number): Promise<void>;
  /** Has the disk take nothing until the function that is returned is called. */
  holdDisk(): () => void;
}

/** A server whose disk can be held up. */
export async function startSlowServer(): Promise<SlowServer> {
  let bytes = 0;
  let held = Promise.resolve();
  const awaited = new Map<number, () => void>();
  const server = await startUploadServer({
    openScratch: async () => {
      const scratch = await openScratch();
      return {
        write: async (...args) => {
          await held;
          const answer = await scratch.write(...args);
          bytes += answer.bytesWritten;
          awaited.get(bytes)?.();
          return answer;
        },
        read: (...args) => scratch.read(...args),
        close: () => scratch.close(),
      };
    },
  });
  const written = (count: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    awaited.set(count, resolve);
    if (bytes === count) resolve();
    return promise;
  };
  const holdDisk = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    return resolve;
  };
  return Object.assign(server, { written, holdDisk });
}
