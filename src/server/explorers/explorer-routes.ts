import { NotFound } from '../../errors/catalogue.ts';
import { type Route, readOnly } from '../http/route.ts';
import { exampleOperations } from './example-operations.ts';
import { createGraphiqlRoutes } from './graphiql-route.ts';
import { createLandingPageRoute } from './landing-page.ts';

export interface Explorers {
  /** The sources' names, for people. */
  readonly sources: readonly string[];
  readonly enabled: boolean;
  /** Only where the gateway runs on sample data: a token that everybody may see. */
  readonly publicToken?: string | undefined;
}

/** The pages to try queries on. Switched off they are not there, and say who can change that. */
export function createExplorerRoutes({
  sources,
  enabled,
  publicToken,
}: Explorers): readonly (readonly [string, Route])[] {
  if (!enabled) return ['/', '/graphiql', '/graphiql/'].map((path) => [path, readOnly(switchedOff)] as const);
  const examples = exampleOperations(publicToken !== undefined);
  const page = { sources, examples, ...(publicToken !== undefined && { token: publicToken }) };
  return [['/', readOnly(createLandingPageRoute(page))], ...createGraphiqlRoutes(page)];
}

function switchedOff(): never {
  throw new NotFound(
    'This is a GraphQL gateway; the endpoint is /graphql. Its pages for trying queries are switched off in production, unless `explorers.enabled` is true in its configuration',
  );
}
