import { readFileSync } from 'node:fs';
import { NotFound } from '../../errors/catalogue.ts';
import { type Route, readOnly, sendText } from '../http/route.ts';
import type { Example } from './example-operations.ts';
import { authorizationOf, inScript } from './html-text.ts';
import { createFileRoutes } from './static-files.ts';

export interface GraphiqlOptions {
  /** One tab each. */
  readonly examples: readonly Example[];
  /** Only where the gateway runs on sample data: a token that everybody may see. */
  readonly token?: string;
  /** Where GraphiQL was built to. */
  readonly folder?: URL;
}

/** As in graphiql/vite.config.ts. */
const PREFIX = '/graphiql/';

const BUILT = new URL('../../../graphiql/dist/', import.meta.url);

/** Filled in for each gateway: what is built knows neither a token nor an operation. */
const SETTINGS = /(<script id="settings" type="application\/json">)\{\}(?=<\/script>)/;

// Monaco writes style elements, and brings its icons as a font and as data URLs; its workers are files of ours.
const POLICY = [
  "default-src 'none'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL at /graphiql, with all that it needs from this server. Where it was not built, the answer says how. */
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
    response.setHeader('content-security-policy', POLICY);
    sendText(response, 200, 'text/html; charset=utf-8', html);
  };
}

function notBuilt(): never {
  throw new NotFound('GraphiQL was not built: run `npm run build`, and start the gateway again');
}
