import type { Server } from 'node:http';
import { Server as PortServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

/** Connections that were accepted, and requests that began, so far. */
export interface Arrivals {
  connections: number;
  requests: number;
}

/** An iteration of the event loop in which hardly anything ran. */
const SHORT_MS = 0.3;
/** The port closes after this time even if new connections keep arriving. */
const MAX_WAIT_MS = 5_000;
/** No request arrives any more if none has arrived for this long. */
const QUIET_MS = 250;
/** Some proxy may send requests on its open connections for ever. */
const MAX_QUIET_MS = 5_000;

/**
 * Closes the port, and serves the open connections until none of them sends a request any more. A proxy sends a request elsewhere if it
 * cannot connect, but it cannot repeat one that it has sent.
 */
export async function closePort(server: Server, arrivals: Readonly<Arrivals>): Promise<void> {
  await untilNoneConnects(arrivals);
  // That of node:http would also close connections whose next request has arrived and is not read yet.
  PortServer.prototype.close.call(server);
  await untilQuiet(arrivals);
}

/** The system resets connections that it has not handed over when the port closes: there must be none. */
async function untilNoneConnects(arrivals: Readonly<Arrivals>): Promise<void> {
  const deadline = performance.now() + MAX_WAIT_MS;
  for (;;) {
    const { connections } = arrivals;
    const begun = performance.now();
    await nextTurn();
    const now = performance.now();
    if (now > deadline || (connections === arrivals.connections && now - begun < SHORT_MS)) return;
  }
}

async function untilQuiet(arrivals: Readonly<Arrivals>): Promise<void> {
  const deadline = performance.now() + MAX_QUIET_MS;
  for (;;) {
    const { requests } = arrivals;
    const begun = performance.now();
    await pause(QUIET_MS);
    const now = performance.now();
    // A busy event loop has not read everything that has arrived.
    const wasBusy = now - begun > 2 * QUIET_MS;
    if (now > deadline || (requests === arrivals.requests && !wasBusy)) return;
  }
}
