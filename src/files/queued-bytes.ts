import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/**
 * How many bytes written to a socket its peer has not taken yet. Node hands a file of megabytes over to the system at
 * once, so that only the system knows whether they still move; Linux tells in a table. Undefined where it cannot be known.
 */
export async function queuedBytes(socket: Pick<Socket, 'localPort' | 'remotePort'>): Promise<number | undefined> {
  const { localPort, remotePort } = socket;
  if (localPort === undefined || remotePort === undefined) return undefined;
  const row = new RegExp(`:${hex(localPort)} [0-9A-F]+:${hex(remotePort)} [0-9A-F]{2} ([0-9A-F]{8}):`);
  for (const table of TABLES) {
    // Other systems have no such table, and some keep it from their processes.
    const text = await readFile(table, 'latin1').catch(() => '');
    const queued = row.exec(text)?.[1];
    if (queued !== undefined) return Number.parseInt(queued, 16);
  }
  return undefined;
}

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
