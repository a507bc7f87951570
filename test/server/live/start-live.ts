import { createGate, type Gate } from '../../../sandbox/stand-in/gate.ts';
import { type Authenticator, createAuthenticator } from '../../../src/auth/authenticate.ts';
import type { Config } from '../../../src/config/config.ts';
import { parseConfig } from '../../../src/config/load-config.ts';
import type { Context } from '../../../src/context.ts';
import { createErrorFormatter } from '../../../src/errors/format-error.ts';
import { Relay } from '../../../src/events/relay.ts';
import { createExecutor } from '../../../src/execution/executor.ts';
import type { Pacer } from '../../../src/limits/pacer.ts';
import { Admission } from '../../../src/server/graphql/admission.ts';
import { createDocumentParser } from '../../../src/server/graphql/documents/document-parser.ts';
import { createOperationParser } from '../../../src/server/graphql/documents/operation-parser.ts';
import { createInFlight, type InFlight } from '../../../src/server/graphql/in-flight.ts';
import { OperationSignals } from '../../../src/server/graphql/operation-signal.ts';
import { createEdge } from '../../../src/server/http/edge.ts';
import { HttpServer } from '../../../src/server/http/http-server.ts';
import { type Route, sendJson } from '../../../src/server/http/route.ts';
import { createLiveServer } from '../../../src/server/live/live-server.ts';
import type { EventLog } from '../../../src/store/events/event-log.ts';
import { createLogSink, type LogSink } from '../../end-to-end/log-sink.ts';
import { digitized } from '../../store/some-events.ts';
import { makeDirectory, openSqliteIn } from '../../store/sqlite-place.ts';
import { ANY_DOCUMENT } from '../documents/any-document.ts';
import { createLiveSchema } from './live-schema.ts';

/** A server of live connections with a schema for tests, and events from a log of its own. */
export interface LiveWorld extends AsyncDisposable {
  readonly url: URL;
  readonly relay: Relay;
  readonly log: LogSink;
  /** Delays the fields named `held`, and requests to the path of that name. */
  readonly gate: Gate;
  /** Resolved fields, in order; see `LiveActs`. */
  readonly ran: readonly string[];
  readonly inFlight: InFlight;
  /** Refusals, by limit. */
  readonly refused: readonly string[];
  /** Stores an event for each text and returns their ids. */
  publish(...texts: readonly string[]): Promise<readonly string[]>;
  /** Resolves when there are this many subscribers. */
  subscribers(count: number): Promise<void>;
  /** Connections that the server has open. */
  connections(): number;
  /** Shuts the server down. */
  stop(): Promise<void>;
}

export interface LiveWorldOptions {
  readonly limits?: Partial<Config['limits']>;
  readonly authenticator?: (ofConfig: Authenticator) => Authenticator;
  readonly now?: () => number;
  readonly maxUnauthenticated?: number;
  /** Decides when handshakes get their turn. */
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
  const { limits, server: connection } = config;
  const edge = createEdge(connection);
  const formatError = createErrorFormatter(logger, (reason) => refused.push(reason));
  const schema = createLiveSchema({ ran: (field) => ran.push(field), hold: (signal) => gate.pass(signal) });
  const ofConfig = createAuthenticator(config, { now });
  const operations = new OperationSignals(limits.operationTimeoutMs);
  const refuse = (limit: string) => void refused.push(limit);
  const inFlight = createInFlight(limits, refuse);
  const live = createLiveServer({
    ...{ edge, operations, admission: new Admission({ limits, now, holdFetched: null }), inFlight, limits },
    ...{ formatError, logger, now },
    ...(pingMs !== undefined && { pingMs }),
    refused: refuse,
    ...(options.pacer !== undefined && { pacer: options.pacer }),
    ...(options.maxUnauthenticated !== undefined && { maxUnauthenticated: options.maxUnauthenticated }),
    authenticator: options.authenticator?.(ofConfig) ?? ofConfig,
    executor: createExecutor(schema),
    parse: createOperationParser(createDocumentParser(schema, limits), ANY_DOCUMENT),
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
  const server = new HttpServer({
    ...{ routes, edge, connection, operations, inFlight, limits, formatError, stopTimeoutMs, live },
  });
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

/** `web` has all scopes, `reader` a few. */
const CONFIG = {
  companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } },
  callers: {
    web: { token: 'web-token', companies: '*', scopes: '*' },
    reader: { token: 'reader-token', companies: '*', scopes: ['invoices:read'] },
  },
};
