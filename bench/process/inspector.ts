import { once } from 'node:events';
import { WebSocket } from 'ws';

/** The flag that makes Node print the address of its inspector, on a free port. */
export const INSPECT_FLAG = '--inspect=127.0.0.1:0';

/** A connection to the inspector of a process. */
export interface Inspector extends AsyncDisposable {
  /** Calls a method of the Chrome DevTools Protocol. Rejects with the reason if the process refuses it. */
  call(method: string, params?: object): Promise<unknown>;
}

/** Connects to the inspector whose address is in the output of a process started with INSPECT_FLAG. */
export async function openInspector(output: string): Promise<Inspector> {
  const url = /ws:\/\/127\.0\.0\.1:\d+\/\S+/.exec(output)?.[0];
  if (url === undefined) throw new Error(`The process did not print the address of its inspector: ${output}`);
  // An allocation profile may have more than the 100 MiB that ws accepts by default.
  const socket = new WebSocket(url, { maxPayload: 0 });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
  };
  await once(socket, 'open');
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The process closed its inspector')));
  socket.on('message', (data) => {
    const { id, result, error } = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: object };
    // Events have no id.
    const call = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || call === undefined) return;
    waiting.delete(id);
    if (error === undefined) call.resolve(result);
    else call.reject(new Error(`The inspector refused: ${JSON.stringify(error)}`));
  });
  let lastId = 0;
  return {
    call(method, params = {}) {
      lastId += 1;
      const call = Promise.withResolvers<unknown>();
      waiting.set(lastId, call);
      socket.send(JSON.stringify({ id: lastId, method, params }));
      return call.promise;
    },
    async [Symbol.asyncDispose]() {
      socket.removeAllListeners('close');
      socket.close();
      await once(socket, 'close');
    },
  };
}
