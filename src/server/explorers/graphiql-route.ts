import { readFileSync } from 'node:fs';
import { NotFound } from '../../errors/catalogue.ts';
import { type Route, readOnly } from '../http/route.ts';
import type { Example } from './example-operations.ts';
import { authorizationOf, inScript, sendPage } from './html-page.ts';
import { createFileRoutes } from './static-files.ts';

export interface GraphiqlOptions {
  /** GraphiQL opens a tab for each. */
  readonly examples: readonly Example[];
  /** A public token. Only set if the gateway runs on sample data. */
  readonly token?: string;
  /** The output folder of GraphiQL's build. */
  readonly folder?: URL;
}

/** The same as `base` in graphiql/vite.config.ts. */
const PREFIX = '/graphiql/';

const BUILT = new URL('../../../graphiql/dist/', import.meta.url);

/** Each gateway fills in its own settings: the build has neither a token nor operations. */
const SETTINGS = /(<script id="settings" type="application\/json">)\{\}(?=<\/script>)/;

// Monaco writes style elements, and has its icons in a font and in data URLs. Its workers are part of the build.
const POLICY = [
  "font-src 'self' data:",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
];

/** Serves GraphiQL and all its files at /graphiql. If GraphiQL has not been built, the answer explains how to build it. */
export function createGraphiqlRoutes(options: GraphiqlOptions): readonly (readonly [string, Route])[] {
  const { folder = BUILT } = options;
  const { [`${PREFIX}index.html`]: index, ...files } = Object.fromEntries(createFileRoutes(folder, PREFIX));
  const page = readOnly(index === undefined ? notBuilt : createPage(folder, options));
  return [
    ['/graphiql', page],
    [PREFIX, page],
    ...Object.entries(files).map(([path, route]) => [path, readOnly(route)] as const),
  ];
}

function createPage(folder: URL, { examples, token }: GraphiqlOptions): Route {
  const settings = { headers: { authorization: authorizationOf(token) }, hasToken: token !== undefined, examples };
  const built = readFileSync(new URL('index.html', folder), 'utf8');
  const html = built.replace(SETTINGS, (_all, start: string) => start + inScript(settings));
  return (_request, response) => {
    sendPage(response, html, POLICY);
  };
}

function notBuilt(): never {
  throw new NotFound('GraphiQL has not been built: run `npm run build` and restart the gateway');
}
