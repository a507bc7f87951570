import { createGate, type Gate } from '../../../sandbox/stand-in/gate.ts';
import { type Authenticator, createAuthenticator } from '../../../src/auth/authenticate.ts';
import type { Config } from '../../../src/config/config.ts';
import { parseConfig } from '../../../src/config/load-config.ts';
import type { Context } from '../../../src/context.ts';
import { createErrorFormatter } from '../../../src/errors/format-error.ts';
import type { EventLog } from '../../../src/events/event-log.ts';
import { Relay } from '../../../src/events/relay.ts';
import { createExecutor } from '../../../src/execution/executor.ts';
import type { Pacer } from '../../../src/limits/pacer.ts';
import { Admission } from '../../../src/server/admission.ts';
import { createDocumentParser } from '../../../src/server/documents/document-parser.ts';
import { createOperationParser } from '../../../src/server/documents/operation-parser.ts';
import { HttpServer } from '../../../src/server/http-server.ts';
import { createInFlight, type InFlight } from '../../../src/server/in-flight.ts';
import { createLiveServer } from '../../../src/server/live/live-server.ts';
import { OperationSignals } from '../../../src/server/operation-signal.ts';
import { type Route, sendJson } from '../../../src/server/route.ts';
import { createLogSink, type LogSink } from '../../end-to-end/log-sink.ts';
import { digitized } from '../../events/some-events.ts';
import { makeDirectory, openSqliteIn } from '../../events/sqlite-place.ts';
import { createLiveSchema } from './live-schema.ts';

/** A server of live connections, with a schema made for it, and events out of a log of its own. */
export interface LiveWorld extends AsyncDisposable {
  readonly url: URL;
  readonly relay: Relay;
  readonly log: LogSink;
  /** Holds the fields named `held`, and requests to the path of that name. */
  readonly gate: Gate;
  /** Fields that were resolved, in their order; see `LiveActs`. */
  readonly ran: readonly string[];
  readonly inFlight: InFlight;
  /** What was refused, by the limit. */
  readonly refused: readonly string[];
  /** Stores an event for each text, and gives their ids. */
  publish(...texts: readonly string[]): Promise<readonly string[]>;
  /** Resolves when there are so many subscribers. */
  subscribers(count: number): Promise<void>;
  /** Connections that the server has open. */
  connections(): number;
  /** As a shutdown does. */
  stop(): Promise<void>;
}

export interface LiveWorldOptions {
  readonly limits?: Partial<Config['limits']>;
  readonly authenticator?: (ofConfig: Authenticator) => Authenticator;
  readonly now?: () => number;
  readonly maxStrangers?: number;
  /** Says when handshakes have their turn. */
  readonly pacer?: Pick<Pacer, 'turn'>;
  readonly pingMs?: number;
  readonly stopTimeoutMs?: number;
}

export async function startLive(options: LiveWorldOptions = {}): Promise<LiveWorld> {
  await using started = new AsyncDisposableStack();
  const directory = started.use(await makeDirectory());
  const eventLog = started.use(await openSqliteIn(directory.path));
  const log = createLogSink();
  const relay = started.use(await Relay.open(eventLog, log.logger));
  const gate = started.use(createGate());
  const ran: string[] = [];
  const refused: string[] = [];
  const { server, live, inFlight } = createServer(options, { relay, log, gate, ran, refused });
  started.use(server);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const running = started.move();
  return {
    ...{ url, relay, log, gate, ran, refused, inFlight },
    publish: createPublish(eventLog),
    subscribers: async (count) => {
      while (relay.state().subscribers !== count) await new Promise(setImmediate);
    },
    connections: () => live.connections.size,
    stop: () => server[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

interface Parts {
  readonly relay: Relay;
  readonly log: LogSink;
  readonly gate: Gate;
  readonly ran: string[];
  readonly refused: string[];
}

function createServer(options: LiveWorldOptions, { relay, log: { logger }, gate, ran, refused }: Parts) {
  const { now = Date.now, pingMs, stopTimeoutMs = 5_000 } = options;
  const config = parseConfig({ ...CONFIG, limits: options.limits ?? {} });
  const { limits } = config;
  const formatError = createErrorFormatter(logger, (reason) => refused.push(reason));
  const schema = createLiveSchema({ ran: (field) => ran.push(field), hold: (signal) => gate.pass(signal) });
  const ofConfig = createAuthenticator(config, { now });
  const operations = new OperationSignals(limits.operationTimeoutMs);
  const refuse = (limit: string) => void refused.push(limit);
  const inFlight = createInFlight(limits, refuse);
  const live = createLiveServer({
    ...{ operations, admission: new Admission({ limits, now }), inFlight, limits, formatError, logger, now },
    ...(pingMs !== undefined && { pingMs }),
    refused: refuse,
    ...(options.pacer !== undefined && { pacer: options.pacer }),
    ...(options.maxStrangers !== undefined && { maxStrangers: options.maxStrangers }),
    authenticator: options.authenticator?.(ofConfig) ?? ofConfig,
    executor: createExecutor(schema),
    parse: createOperationParser(createDocumentParser(schema, limits)),
    createContext: (scope) => ({ ...scope, relay }) as unknown as Context,
  });
  const here: Route = ({ method }, response) => sendJson(response, 200, { method });
  const held: Route = async (_request, response) => {
    await gate.pass(new AbortController().signal);
    sendJson(response, 200, {});
  };
  const routes = new Map([
    ['/graphql', here],
    ['/held', held],
    ['/graphql/stream', live.eventStreams],
  ]);
  const server = new HttpServer({ routes, operations, inFlight, limits, formatError, stopTimeoutMs, live });
  return { server, live, inFlight };
}

let published = 0;

function createPublish(eventLog: EventLog): LiveWorld['publish'] {
  return async (...texts) => {
    const appending = texts.map((text) => {
      published += 1;
      return eventLog.append(digitized('acme', text), `message-${published}`);
    });
    return (await Promise.all(appending)).map(({ id }) => id);
  };
}

/** `web` may do everything, `reader` little. */
const CONFIG = {
  companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } },
  callers: {
    web: { token: 'web-token', companies: '*', scopes: '*' },
    reader: { token: 'reader-token', companies: '*', scopes: ['invoices:read'] },
  },
};
