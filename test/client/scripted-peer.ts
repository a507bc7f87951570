import { WebSocketServer } from 'ws';

/** The server's side of the protocol, as far as tests need it: does on demand what a gateway rarely does. */
export interface ScriptedPeer extends AsyncDisposable {
  readonly url: URL;
  /** The `after` of each subscription. */
  readonly asked: readonly unknown[];
  readonly tokens: readonly unknown[];
  readonly pings: number;
  send(id: string): void;
  refuse(code: string): void;
  close(code: number, reason?: string): void;
}

export async function scriptedPeer(): Promise<ScriptedPeer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
  await new Promise((resolve) => server.once('listening', resolve));
  const asked: unknown[] = [];
  const tokens: unknown[] = [];
  let pings = 0;
  let say = (_type: string, _payload: unknown): void => undefined;
  let close = (_code: number, _reason: string): void => undefined;
  server.on('connection', (socket) => {
    close = (code, reason) => (code === 1006 ? socket.terminate() : socket.close(code, reason));
    socket.on('message', (text) => {
      const { type, id, payload } = JSON.parse(String(text));
      if (type === 'connection_init') {
        tokens.push(payload?.authorization);
        socket.send(JSON.stringify({ type: 'connection_ack' }));
      } else if (type === 'ping') {
        pings += 1;
        socket.send(JSON.stringify({ type: 'pong' }));
      } else if (type === 'subscribe') {
        say = (answer, content) => socket.send(JSON.stringify({ id, type: answer, payload: content }));
        asked.push(payload.variables.after);
      }
    });
  });
  const company = { __typename: 'Company', id: 'acme', name: 'Acme' };
  const event = { __typename: 'DocumentsExported', type: 'EXPORTED', receivedAt: '', company, companyCode: '1' };
  const { port } = server.address() as { port: number };
  return {
    url: new URL(`http://127.0.0.1:${port}/`),
    asked,
    tokens,
    get pings() {
      return pings;
    },
    send: (id) => say('next', { data: { documentEvents: { ...event, id } } }),
    refuse: (code) => say('error', [{ message: 'No', extensions: { code } }]),
    close: (code, reason = '') => close(code, reason),
    [Symbol.asyncDispose]: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
