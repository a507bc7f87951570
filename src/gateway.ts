import { setTimeout as pause } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { Tally } from './async/semaphore.ts';
import { createAuthenticator } from './auth/authenticate.ts';
import { sourceTitles } from './backends/registry.ts';
import { startBackgroundWork } from './background-work.ts';
import { createCache } from './cache/cache.ts';
import type { Config } from './config/config.ts';
import type { LoadedConfig } from './config/load-config.ts';
import { createContextFactory } from './context.ts';
import { createErrorFormatter } from './errors/format-error.ts';
import { Relay } from './events/relay.ts';
import { stringifyResult } from './execution/answer-text.ts';
import { createOperationBudget } from './execution/budget/operation-budget.ts';
import { createExecutionPlugin } from './execution/execution-plugin.ts';
import { createExecutor } from './execution/executor.ts';
import { createSchema } from './features/schema/create-schema.ts';
import { EVENT_LOOP } from './limits/pacer.ts';
import { createExplorerRoutes } from './server/explorers/explorer-routes.ts';
import { Admission } from './server/graphql/admission.ts';
import { startApolloServer } from './server/graphql/apollo-server.ts';
import { createDocumentParser } from './server/graphql/documents/document-parser.ts';
import { OpenDocuments } from './server/graphql/documents/open-documents.ts';
import { createOperationParser, type OperationParser } from './server/graphql/documents/operation-parser.ts';
import { TrustedDocuments } from './server/graphql/documents/trusted-documents.ts';
import { createGraphqlRoute } from './server/graphql/graphql-route.ts';
import { createInFlight, registerInFlight } from './server/graphql/in-flight.ts';
import { OperationSignals } from './server/graphql/operation-signal.ts';
import type { Address } from './server/http/address.ts';
import { createEdge } from './server/http/edge.ts';
import { HttpServer } from './server/http/http-server.ts';
import { createRefusals } from './server/http/refusals.ts';
import { type Route, readOnly } from './server/http/route.ts';
import { createLiveServer, registerLive } from './server/live/live-server.ts';
import { type BuildInfo, readBuildInfo, registerBuildInfo } from './server/operations/build-info.ts';
import { registerCalls } from './server/operations/call-metrics.ts';
import { createHealthRoutes } from './server/operations/health-routes.ts';
import { createLogger } from './server/operations/log.ts';
import { createMetrics, registerLoad, registerWatch } from './server/operations/metrics.ts';
import { createOperationsServer } from './server/operations/operations-server.ts';
import { type ReloadOutcome, registerReloads } from './server/operations/reload-metrics.ts';
import { createRequestReports } from './server/operations/request-reports.ts';
import { registerCache, registerStore, registerWrites } from './server/operations/store-metrics.ts';
import type { ObserveStore } from './store/measured.ts';
import { openStore } from './store/open-store.ts';
import { traceStore } from './store/trace-store.ts';
import type { Tracer } from './telemetry/tracing/tracer.ts';
import { Reloads } from './tenants/reloads.ts';
import { Tenants } from './tenants/tenants.ts';
import { openWebhookRoutes } from './webhooks/webhook-routes.ts';
import { webhookTarget } from './webhooks/webhook-target.ts';

export interface Gateway extends AsyncDisposable {
  /** Starts listening. Rejects if the address is not available. */
  listen(address: Address): Promise<URL>;
  /** Starts the listener for operators. Resolves with undefined if `operations.port` is not set; rejects as above. */
  listenForOperators(): Promise<URL | undefined>;
  /**
   * Reports that the gateway is not ready, and serves everything for `operations.drainMs` more, with `connection: close`.
   * Call it before disposing of the gateway, so that no request meets a closed port.
   */
  drain(): Promise<void>;
  /**
   * Replaces the configuration while the gateway runs, whole or not at all. Never rejects: the faults of a configuration that is
   * refused are in the log.
   */
  reload(read: () => Promise<LoadedConfig>): Promise<ReloadOutcome>;
}

export interface GatewayOverrides {
  readonly logger: Logger;
  readonly build: BuildInfo;
  readonly tracer: Tracer;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A public token for the pages at `/` and `/graphiql`. For sample data only. */
  readonly publicToken: string;
  readonly stopTimeoutMs: number;
  /** The sources run on this machine and reach the gateway at its own address. For sample data only. */
  readonly isLocal: boolean;
  /** For several gateways in one process. */
  readonly schema: GraphQLSchema;
}

/**
 * Assembles the gateway. Disposing of it shuts down in order: new work, running operations, subscribers, sources,
 * stores.
 */
export async function createGateway(config: Config, overrides: Partial<GatewayOverrides> = {}): Promise<Gateway> {
  const { logger = createLogger('info'), now = Date.now, publicToken, stopTimeoutMs = 10_000 } = overrides;
  await using opened = new AsyncDisposableStack();
  const metrics = createMetrics(() => relay.state(), now);
  const { registry, deviated: countDeviation } = metrics;
  const { build = readBuildInfo(undefined), tracer } = overrides;
  registerBuildInfo(registry, build);
  const cache = opened.use(await createCache(config, logger));
  registerCache(registry, cache.counts);
  const system = config.storage.databaseUrl === undefined ? 'sqlite' : 'postgresql';
  const measureStore = registerStore(registry, system);
  const observe: ObserveStore = (operation) => {
    measureStore(operation);
    traceStore(system, operation);
  };
  const writeEnded = registerWrites(registry);
  const store = opened.use(await openStore(config, { logger, now, observe, writeEnded }));
  const { eventLog } = store;
  // Everything that reads a setting for each request has these objects. A reload changes them.
  const limits = { ...config.limits };
  const edge = createEdge(config.server);
  const queuedCalls = new Tally();
  const { maxQueuedCalls } = limits;
  const meterOf = registerCalls(registry);
  const tenants = opened.use(
    new Tenants(config.companies, { logger, now, maxQueuedCalls, queuedCalls, countDeviation, meterOf }),
  );
  const relay = opened.use(await Relay.open(eventLog, logger));
  const refusals = opened.use(createRefusals(logger, registry));
  const requests = opened.use(createRequestReports({ logger, registry, settings: config.logs }));
  const { report } = requests;
  const formatError = createErrorFormatter(logger, (reason) => refusals.count(reason));
  const { schema = createSchema() } = overrides;
  const pacer = EVENT_LOOP;
  const executor = createExecutor(schema, { ...limits, pacer, refuse: createOperationBudget(schema, limits) });
  const execution = createExecutionPlugin(executor, formatError);
  const inFlight = createInFlight(limits, refusals.count);
  registerInFlight(inFlight, registry);
  const background = opened.use(
    startBackgroundWork({
      ...{ config, cache, store, limits, pacer, logger, now },
      backends: () => tenants.backends,
      holdFetched: (name) => inFlight.fetched.hold(name),
    }),
  );
  registerWatch(registry, () => background.watcher.state(), now);
  const trusted = new TrustedDocuments(config.trustedDocuments, { logger, registry });
  const createParser = () => createOperationParser(createDocumentParser(schema, limits), trusted);
  let currentParser = createParser();
  const parse: OperationParser = (request) => currentParser(request);
  const documents = new OpenDocuments(parse);
  const apollo = await startApolloServer({ schema, execution, documents, stringifyResult, formatError, logger });
  opened.defer(() => apollo.stop());

  const address: { url?: URL } = {};
  const readiness = { isDraining: false };
  let { publicUrl } = config;
  const operations = new OperationSignals(limits.operationTimeoutMs);
  const admission = new Admission({ limits, now, pacer, holdFetched: (caller) => inFlight.fetched.hold(caller) });
  registerLoad(registry, admission, queuedCalls);
  const createContext = createContextFactory({
    ...{ ...store, cache, now, relay, importJobs: background.importJobs },
    accountsOf: (caller) => tenants.accountsOf(caller),
    isConfigured: (company) => tenants.has(company),
    webhookTarget: (account) =>
      webhookTarget(account, publicUrl ?? (overrides.isLocal === true ? address.url?.href : undefined)),
  });
  const authenticator = createAuthenticator(config, { now });
  const stores = [
    { name: 'cache', ping: () => cache.ping() },
    { name: 'store', ping: () => eventLog.ping() },
  ];
  const live = createLiveServer({
    ...{ executor, edge, authenticator, createContext, operations, admission, pacer, inFlight, limits },
    ...{ formatError, logger, now, refused: refusals.count },
    ...{ report, tracer, parse },
  });
  registerLive(live, registry);
  const webhooks = opened.use(
    openWebhookRoutes({
      ...{ config, backends: tenants.backends, cache, eventLog, inFlight, metrics, refusals, logger, now },
      requestWatch: (account) => background.watcher.request(account),
    }),
  );
  const reloads = opened.use(
    new Reloads({
      ...{ config, tenants, logger, metrics: registerReloads(registry, now) },
      settled: () => admission.settled(),
      forget: ({ company, source }) => cache.openOperation().forget({ company, source }),
      apply: (next, backends) => {
        ({ publicUrl } = next);
        admission.load(next.limits);
        operations.load(next.limits.operationTimeoutMs);
        live.quotas.load(next.limits);
        Object.assign(limits, next.limits);
        Object.assign(edge, createEdge(next.server));
        server.load(next.server);
        trusted.load(next.trustedDocuments);
        // The present one remembers documents that the new limits may not allow.
        currentParser = createParser();
        authenticator.load(next);
        requests.load(next.logs);
        webhooks.load(backends);
        relay.retain((company) => tenants.has(company));
        live.connections.review((caller) => authenticator.standingOf(caller));
        return background.follow(next, backends);
      },
    }),
  );
  const graphql = createGraphqlRoute({
    ...{ apollo, documents, edge, authenticator, createContext, operations, admission, inFlight, limits, formatError },
  });
  const health = createHealthRoutes(build, stores, readiness);
  const forOperators = [['/metrics', readOnly(metrics.route)], ...health] as const;
  const { host, port } = config.operations;
  const { server: connection } = config;
  const routes = new Map<string, Route>([
    ['/graphql', graphql],
    ['/graphql/stream', live.eventStreams],
    ...createExplorerRoutes({ sources: sourceTitles(), enabled: config.explorers.enabled, publicToken }),
    // A load balancer checks the port that it sends requests to.
    ...(port === undefined ? forOperators : health),
  ]);
  const operationsServer =
    port === undefined
      ? undefined
      : opened.use(
          createOperationsServer({
            ...{ routes: new Map(forOperators), edge, limits, connection, formatError, stopTimeoutMs },
          }),
        );
  const allRoutes = { get: (path: string) => routes.get(path) ?? webhooks.get(path) };
  const server = opened.use(
    new HttpServer({
      ...{ routes: allRoutes, edge, connection, operations, inFlight, limits, formatError, pacer, stopTimeoutMs },
      ...{ live, report, tracer },
    }),
  );
  const resources = opened.move();
  return {
    listen: async (where) => {
      address.url = await server.listen(where);
      return address.url;
    },
    listenForOperators: async () => (port === undefined ? undefined : operationsServer?.listen({ host, port })),
    drain: async () => {
      readiness.isDraining = true;
      server.drain();
      const { drainMs } = config.operations;
      if (drainMs === 0) return;
      await pause(drainMs);
      await server.closePort();
    },
    reload: (read) => reloads.reload(read),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
