import { mkdir, mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import { createErrorFormatter } from '../../src/errors/format-error.ts';
import { createGraphiqlRoutes, type GraphiqlOptions } from '../../src/server/explorers/graphiql-route.ts';
import { createInFlight } from '../../src/server/graphql/in-flight.ts';
import { OperationSignals } from '../../src/server/graphql/operation-signal.ts';
import { createEdge } from '../../src/server/http/edge.ts';
import { HttpServer } from '../../src/server/http/http-server.ts';
import { createLogger } from '../../src/server/operations/log.ts';
import { startWorld } from '../end-to-end/world.ts';
import { rawRequest, requestText } from './raw-http.ts';

const PAGE = '<title>GraphiQL</title><script id="settings" type="application/json">{}</script><div></div>\n';
const SCRIPT = `console.log('built');\n`.repeat(100);
const EXAMPLES = [{ query: '{ a }', variables: { b: '</script><script>$&' } }];

const used = new AsyncDisposableStack();
let folder: string;
let url: URL;

beforeAll(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'graphiql-'));
  used.defer(() => rm(parent, { recursive: true }));
  folder = join(parent, 'dist');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(parent, 'secret.txt'), 'a secret');
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'licenses.md'), '# Licenses\n');
  await writeFile(join(folder, 'assets', 'index-DqFXi9VH.js'), SCRIPT);
  await writeFile(join(folder, 'assets', 'index-DqFXi9VH.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(folder, 'assets', 'icons-DCmgc-ay.ttf'), 'a font');
  await writeFile(join(folder, 'assets', 'gone-00000000.css'), 'a {}');
  await symlink(join(parent, 'secret.txt'), join(folder, 'link.txt'));
  url = await serve({ examples: EXAMPLES, token: 'a-token', folder: pathToFileURL(`${folder}/`) });
});

afterAll(() => used.disposeAsync());

/** A server with only these routes. */
async function serve(options: GraphiqlOptions): Promise<URL> {
  const { limits, server: connection } = parseConfig({
    companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } },
  });
  const server = new HttpServer({
    ...{ edge: createEdge(connection), connection },
    inFlight: createInFlight(limits),
    limits,
    routes: new Map(createGraphiqlRoutes(options)),
    operations: new OperationSignals(1_000),
    formatError: createErrorFormatter(createLogger('silent')),
    stopTimeoutMs: 1_000,
  });
  return used.use(server).listen({ host: '127.0.0.1', port: 0 });
}

describe('the page', () => {
  test.each(['graphiql', 'graphiql/', 'graphiql?a=b'])('is served at /%s with its settings', async (path) => {
    const response = await fetch(new URL(path, url));
    const html = await response.text();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    // It holds a token.
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const [, settings = ''] = /<script id="settings" type="application\/json">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(settings)).toEqual({
      headers: { authorization: 'Bearer a-token' },
      hasToken: true,
      examples: EXAMPLES,
    });
    expect(html.replace(settings, '{}')).toBe(PAGE);
  });

  test('has a placeholder if there is no token to show', async () => {
    const html = await (
      await fetch(new URL('graphiql', await serve({ examples: [], folder: pathToFileURL(`${folder}/`) })))
    ).text();
    expect(html).toContain('{"headers":{"authorization":"Bearer \\u003cyour token>"},"hasToken":false,"examples":[]}');
  });

  test('loads files from the gateway only, runs only the built scripts, and cannot be framed', async () => {
    const policy = (await fetch(new URL('graphiql', url))).headers.get('content-security-policy')?.split('; ') ?? [];
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'", "worker-src 'self'"]),
    );
    expect(policy).toEqual(expect.arrayContaining(["frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]));
    expect(policy.join(' ')).not.toMatch(/https?:|\*|unsafe-eval/);
  });
});

describe('its files', () => {
  test.each([
    ['assets/index-DqFXi9VH.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable', SCRIPT],
    ['assets/icons-DCmgc-ay.ttf', 'font/ttf', 'public, max-age=31536000, immutable', 'a font'],
    ['licenses.md', 'text/plain; charset=utf-8', 'no-cache', '# Licenses\n'],
  ])('%s is served as %s with cache-control %s', async (path, type, kept, content) => {
    const response = await fetch(new URL(`graphiql/${path}`, url));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe(kept);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe(content);
  });

  test.each([
    ['gzip, deflate, br', 'gzip'],
    ['br;q=1, GZIP;q=0.5', 'gzip'],
    ['gzip;q=0', undefined],
    ['gzip; q=0.00, br', undefined],
    ['identity', undefined],
    ['x-gzipped', undefined],
  ])('are compressed if the client accepts it: %s', async (accepted, encoding) => {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await fetch(new URL('graphiql/assets/index-DqFXi9VH.js', url), {
        method,
        headers: { 'accept-encoding': accepted },
      });
      expect(status).toBe(200);
      expect(headers.get('content-encoding') ?? undefined).toBe(encoding);
      expect(headers.get('vary')).toBe('accept-encoding');
      expect(headers.get('content-length')).toBe(String(encoding ? gzipSync(SCRIPT).length : SCRIPT.length));
    }
  });

  test('are sent uncompressed if there is no compressed copy', async () => {
    const { headers } = await fetch(new URL('graphiql/assets/icons-DCmgc-ay.ttf', url));
    expect(headers.get('content-encoding')).toBeNull();
    expect(headers.get('vary')).toBeNull();
  });

  test.each(['graphiql', 'graphiql/licenses.md', 'graphiql/assets/index-DqFXi9VH.js'])(
    '/%s supports GET and HEAD only',
    async (path) => {
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const response = await fetch(new URL(path, url), { method });
        expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
        await response.text();
      }
      const head = await fetch(new URL(path, url), { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
    },
  );

  test.each([
    '/graphiql/../secret.txt',
    '/graphiql/../../secret.txt',
    '/graphiql/..%2fsecret.txt',
    '/graphiql/%2e%2e/secret.txt',
    '/graphiql/%2e%2e%2fsecret.txt',
    '/graphiql/assets/../../secret.txt',
    '/graphiql/assets/..\\..\\secret.txt',
    '/graphiql//licenses.md',
    '/graphiql/./licenses.md',
    '/graphiql/%6cicenses.md',
    '/graphiql/licenses.md%00',
    '/graphiql/licenses.md/',
    '/graphiql/LICENSES.md',
    '/graphiql/assets',
    '/graphiql/assets/',
    '/graphiql/assets/index-DqFXi9VH.js.gz',
    '/graphiql/link.txt',
    '/graphiql/constructor',
    '/graphiql/nope.js',
    '//graphiql/licenses.md',
    '/licenses.md',
  ])('are those of the build, and every other path is 404: %s', async (path) => {
    const answer = await rawRequest(url, requestText(`GET ${path}`, ['connection: close']));
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret\n');
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  test('are 404 with the reason if they were deleted after the start', async () => {
    await unlink(join(folder, 'assets', 'gone-00000000.css'));
    const response = await fetch(new URL('graphiql/assets/gone-00000000.css', url));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('was deleted after the gateway started');
  });
});

test.each(['graphiql', 'graphiql/'])(
  '/%s is 404 and says how to build GraphiQL if it has not been built',
  async (path) => {
    const empty = await serve({ examples: [], folder: pathToFileURL(`${folder}/nothing/`) });
    const response = await fetch(new URL(path, empty));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('GraphiQL has not been built: run `npm run build`');
  },
);

test('both pages are 404 and name the setting if explorers are disabled', async () => {
  await using world = await startWorld({
    config: { explorers: { enabled: false } },
    overrides: { publicToken: 'a-public-token' },
  });
  for (const path of ['', 'graphiql', 'graphiql/']) {
    const response = await world.fetch(path);
    const text = await response.text();
    expect(response.status).toBe(404);
    expect(text).toContain('the endpoint is /graphql');
    expect(text).toContain('`explorers.enabled`');
    expect(text).not.toContain('a-public-token');
  }
  expect((await world.ask('{ companies { id } }')).errors).toEqual([]);
});
