import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { createAuthenticator } from './auth/authenticate.ts';
import { type Backends, openBackends } from './backends/registry.ts';
import { createCache } from './cache/cache.ts';
import type { Config } from './config/config.ts';
import { createContextFactory } from './context.ts';
import type { Company } from './domain/company.ts';
import { createErrorFormatter } from './errors/format-error.ts';
import { createExecutionPlugin } from './execution/execution-plugin.ts';
import { createExecutor } from './execution/executor.ts';
import { createSchema } from './features/schema.ts';
import { createVisibleAccounts } from './loaders/visible-accounts.ts';
import { startApolloServer } from './server/apollo-server.ts';
import { createGraphqlRoute } from './server/graphql-route.ts';
import { createReadyRoute, liveRoute } from './server/health-routes.ts';
import { type Address, HttpServer } from './server/http-server.ts';
import { createLandingPageRoute } from './server/landing-page.ts';
import { createLogger } from './server/log.ts';
import { OperationSignals } from './server/operation-signal.ts';
import { readOnly } from './server/route.ts';

export interface Gateway extends AsyncDisposable {
  /** Starts to answer; rejects where the address cannot be had. */
  listen(address: Address): Promise<URL>;
}

export interface GatewayOverrides {
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A token that the page at `/` may show to everybody: for sample data only. */
  readonly publicToken: string;
  readonly stopTimeoutMs: number;
}

/** Puts everything together. Disposing of it stops in order: no new work, running operations, sources, stores. */
export async function createGateway(config: Config, overrides: Partial<GatewayOverrides> = {}): Promise<Gateway> {
  const { logger = createLogger('info'), now = Date.now, publicToken, stopTimeoutMs = 10_000 } = overrides;
  await using opened = new AsyncDisposableStack();
  const cache = opened.use(await createCache(config, logger));
  const backends = opened.use(openBackends(config.companies, { logger, now }));
  const formatError = createErrorFormatter(logger);
  const schema = createSchema();
  const execution = createExecutionPlugin(createExecutor(schema), formatError);
  const apollo = await startApolloServer({ schema, execution, limits: config.limits, formatError, logger });
  opened.defer(() => apollo.stop());

  const operations = new OperationSignals(config.limits.operationTimeoutMs);
  const createContext = createContextFactory(cache, createVisibleAccounts(companiesOf(config, backends), backends));
  const authenticator = createAuthenticator(config, { now });
  const stores = [{ name: 'cache', ping: () => cache.ping() }];
  const landingPage = { document: FIRST_QUERY, ...(publicToken !== undefined && { token: publicToken }) };
  const routes = new Map([
    ['/graphql', createGraphqlRoute({ apollo, authenticator, createContext, operations, limits: config.limits })],
    ['/', readOnly(createLandingPageRoute(landingPage))],
    ['/health/live', readOnly(liveRoute)],
    ['/health/ready', readOnly(createReadyRoute(stores))],
  ]);
  const server = opened.use(new HttpServer({ routes, operations, formatError, stopTimeoutMs }));
  const resources = opened.move();
  return {
    listen: (address) => server.listen(address),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** What the graph says of the companies: their sources are those they have an account with. */
function companiesOf({ companies }: Config, { all }: Backends): readonly Company[] {
  return companies.map(({ id, name }) => ({
    id,
    name,
    sources: all.flatMap((backend) => (backend.company === id ? backend.source : [])),
  }));
}

const FIRST_QUERY = readFileSync(new URL('./server/first-query.graphql', import.meta.url), 'utf8');
