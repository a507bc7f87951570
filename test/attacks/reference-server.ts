import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/* A server that does nothing, to see how long the machine itself holds an answer up. */

const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
process.on('disconnect', () => process.exit());
