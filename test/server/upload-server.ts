import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { createGate, type Gate } from '../../sandbox/stand-in/gate.ts';
import { type Authenticator, createAuthenticator } from '../../src/auth/authenticate.ts';
import type { Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import type { Context } from '../../src/context.ts';
import type { ReceivedFile } from '../../src/domain/received-file.ts';
import { createErrorFormatter } from '../../src/errors/format-error.ts';
import { stringifyResult } from '../../src/execution/answer-text.ts';
import { createExecutionPlugin } from '../../src/execution/execution-plugin.ts';
import { createExecutor } from '../../src/execution/executor.ts';
import { Admission } from '../../src/server/graphql/admission.ts';
import { startApolloServer } from '../../src/server/graphql/apollo-server.ts';
import { createDocumentParser } from '../../src/server/graphql/documents/document-parser.ts';
import { OpenDocuments } from '../../src/server/graphql/documents/open-documents.ts';
import { createOperationParser } from '../../src/server/graphql/documents/operation-parser.ts';
import { createGraphqlRoute } from '../../src/server/graphql/graphql-route.ts';
import { createInFlight, type InFlight } from '../../src/server/graphql/in-flight.ts';
import { OperationSignals } from '../../src/server/graphql/operation-signal.ts';
import { createEdge } from '../../src/server/http/edge.ts';
import { HttpServer } from '../../src/server/http/http-server.ts';
import { type OpenScratch, openScratch } from '../../src/server/multipart/temporary-file.ts';
import { createLogSink, type LogSink } from '../end-to-end/log-sink.ts';
import { ANY_DOCUMENT } from './documents/any-document.ts';
import { bodyOf, multipartRequest, type RawPart } from './multipart-parts.ts';
import { type RawAnswer, rawRequest } from './raw-http.ts';
import { createUploadSchema } from './upload-schema.ts';

/** The upload route, with a schema that describes the received files. */
export interface UploadServer extends AsyncDisposable {
  readonly url: URL;
  readonly log: LogSink;
  /** Resolved fields, in order. */
  readonly ran: readonly string[];
  /** The content-type of each operation, as Apollo Server sees it. */
  readonly contentTypes: readonly (string | undefined)[];
  /** Delays the fields named `held`. */
  readonly gate: Gate;
  /** Open temporary files, and the number of all so far. */
  readonly files: { readonly open: number; readonly opened: number };
  readonly inFlight: InFlight;
  /** The content of the folder for temporary files. */
  listFolder(): Promise<readonly string[]>;
  post(parts: readonly RawPart[], headers?: readonly string[]): Promise<RawAnswer>;
  /** Shuts the server down. */
  stop(): Promise<void>;
}

export interface UploadServerOptions {
  readonly limits?: Partial<Config['limits']>;
  readonly authenticator?: (ofConfig: Authenticator) => Authenticator;
  readonly openScratch?: OpenScratch;
  /** Called by the field `use` with its file. */
  readonly use?: (file: ReceivedFile) => Promise<void>;
}

export async function startUploadServer(options: UploadServerOptions = {}): Promise<UploadServer> {
  await using started = new AsyncDisposableStack();
  const folder = started.adopt(await mkdtemp(join(tmpdir(), 'uploads-')), (path) => rm(path, { recursive: true }));
  started.defer(() => void vi.unstubAllEnvs());
  vi.stubEnv('TMPDIR', folder);
  const config = parseConfig({ ...CONFIG, limits: options.limits ?? {} });
  const { limits, server } = config;
  const edge = createEdge(server);
  const log = createLogSink();
  const { logger } = log;
  const formatError = createErrorFormatter(logger);
  const gate = started.use(createGate());
  const ran: string[] = [];
  const schema = createUploadSchema({
    ran: (field) => ran.push(field),
    hold: (signal) => gate.pass(signal),
    use: options.use ?? (async () => {}),
  });
  const contentTypes: (string | undefined)[] = [];
  const executionPlugin = createExecutionPlugin(createExecutor(schema), formatError);
  const execution: typeof executionPlugin = {
    requestDidStart: async (request) => {
      contentTypes.push(request.request.http?.headers.get('content-type'));
      return await executionPlugin.requestDidStart?.(request);
    },
  };
  const documents = new OpenDocuments(createOperationParser(createDocumentParser(schema, limits), ANY_DOCUMENT));
  const apollo = await startApolloServer({ schema, execution, documents, stringifyResult, formatError, logger });
  started.defer(() => apollo.stop());
  const operations = new OperationSignals(limits.operationTimeoutMs);
  const ofConfig = createAuthenticator(config);
  const files = { open: 0, opened: 0 };
  const inFlight = createInFlight(limits);
  const route = createGraphqlRoute({
    apollo,
    documents,
    edge,
    authenticator: options.authenticator?.(ofConfig) ?? ofConfig,
    createContext: ({ caller, signal }) => ({ caller, signal }) as Context,
    operations,
    admission: new Admission({ limits, now: Date.now, holdFetched: null }),
    inFlight,
    limits,
    formatError,
    openScratch: counted(options.openScratch ?? openScratch, files),
  });
  const routes = new Map([['/graphql', route]]);
  const http = started.use(
    new HttpServer({
      ...{ routes, edge, connection: server, operations, inFlight, limits, formatError },
      stopTimeoutMs: 50,
    }),
  );
  const url = await http.listen({ host: '127.0.0.1', port: 0 });
  const running = started.move();
  return {
    url,
    log,
    ran,
    contentTypes,
    gate,
    files,
    inFlight,
    listFolder: () => readdir(folder),
    post: (parts, headers) => rawRequest(url, multipartRequest(bodyOf(parts), headers)),
    stop: () => http[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const CONFIG = {
  companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } },
  callers: {
    sender: { token: 'sender-token', companies: '*', scopes: '*' },
    reader: { token: 'reader-token', companies: '*', scopes: ['invoices:read'] },
  },
};

function counted(open: OpenScratch, files: { open: number; opened: number }): OpenScratch {
  return async () => {
    // Counted before it is open, because it has a name in its folder for a moment.
    files.open += 1;
    const scratch = await open().catch((error: unknown) => {
      files.open -= 1;
      throw error;
    });
    files.opened += 1;
    return {
      write: (...args) => scratch.write(...args),
      read: (...args) => scratch.read(...args),
      close: async () => {
        await scratch.close();
        files.open -= 1;
      },
    };
  };
}
