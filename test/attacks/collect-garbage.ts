import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Makes a process collect its garbage, through its inspector. Returns the bytes that are in use then. */
export async function collectGarbage(inspectorUrl: string): Promise<number> {
  const socket = new WebSocket(inspectorUrl);
  await once(socket, 'open');
  const closed = once(socket, 'close').then(() => {
    throw new Error('the process ended while its memory was measured');
  });
  // Thrown where it is waited for.
  closed.catch(() => {});
  let calls = 0;
  const call = async (method: string, params: object = {}): Promise<{ result?: { value?: unknown } }> => {
    calls += 1;
    socket.send(JSON.stringify({ id: calls, method, params }));
    const [data] = (await Promise.race([once(socket, 'message'), closed])) as [Buffer];
    return (JSON.parse(data.toString()) as { result: object }).result;
  };
  try {
    // Twice: the second collection frees the objects that finalizers have released.
    for (let time = 0; time < 2; time += 1) await call('HeapProfiler.collectGarbage');
    const expression = '{ const { heapUsed, external } = process.memoryUsage(); heapUsed + external }';
    const { result } = await call('Runtime.evaluate', { expression, returnByValue: true });
    return Number(result?.value);
  } finally {
    socket.terminate();
  }
}
