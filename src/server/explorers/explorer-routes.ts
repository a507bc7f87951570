import { NotFound } from '../../errors/catalogue.ts';
import { type Route, readOnly } from '../http/route.ts';
import { exampleOperations } from './example-operations.ts';
import { createGraphiqlRoutes } from './graphiql-route.ts';
import { createLandingPageRoute } from './landing-page.ts';

export interface Explorers {
  /** Display names of the sources. */
  readonly sources: readonly string[];
  readonly enabled: boolean;
  /** A public token. Only set if the gateway runs on sample data. */
  readonly publicToken?: string | undefined;
}

/** Creates the routes of the pages for trying queries. If they are disabled, the routes answer 404 and name the setting. */
export function createExplorerRoutes({
  sources,
  enabled,
  publicToken,
}: Explorers): readonly (readonly [string, Route])[] {
  if (!enabled) return ['/', '/graphiql', '/graphiql/'].map((path) => [path, readOnly(disabled)] as const);
  const examples = exampleOperations(publicToken !== undefined);
  const page = { sources, examples, ...(publicToken !== undefined && { token: publicToken }) };
  return [['/', readOnly(createLandingPageRoute(page))], ...createGraphiqlRoutes(page)];
}

function disabled(): never {
  throw new NotFound(
    'This is a GraphQL gateway; the endpoint is /graphql. Its pages for trying queries are disabled in production: set `explorers.enabled` to true in the configuration to enable them',
  );
}
