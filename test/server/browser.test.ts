import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';

const TOKEN = 'sandbox-token-not-a-secret';
const SANDBOX_SCRIPT = 'https://embeddable-sandbox.cdn.apollographql.com';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld({ overrides: { publicToken: TOKEN } });
});

afterAll(() => world[Symbol.asyncDispose]());

describe('a page of another origin', () => {
  test('passes the preflight without a token', async () => {
    const response = await world.fetch('/graphql', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://erp.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-anything',
      },
    });

    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization,content-type,x-anything',
      'access-control-max-age': '86400',
      vary: 'access-control-request-headers',
    });
    // A browser must never send credentials of its user by itself.
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test.each([
    ['data', 200, { authorization: `Bearer ${TOKEN}` }, '{"query":"{ companies { id } }"}'],
    ['a refusal', 400, { authorization: `Bearer ${TOKEN}` }, '{"query":"{ nope }"}'],
    ['an invalid body', 400, { authorization: `Bearer ${TOKEN}` }, '{'],
    ['a body too large', 413, { authorization: `Bearer ${TOKEN}` }, 'x'.repeat(1_000_001)],
    ['a missing token', 401, {}, '{"query":"{ companies { id } }"}'],
  ])('may read %s', async (_what, status, headers, body) => {
    const response = await world.fetch('/graphql', {
      method: 'POST',
      headers: { origin: 'https://erp.example', 'content-type': 'application/json', ...headers },
      body,
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('the page at /', () => {
  test('has Apollo Sandbox with a query and the token of the sample data', async () => {
    const response = await world.fetch('/', { headers: { accept: 'text/html' } });
    const html = await response.text();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain(`src="${SANDBOX_SCRIPT}/v2/embeddable-sandbox.umd.production.min.js"`);
    expect(html).toContain(JSON.stringify(`Bearer ${TOKEN}`));
    expect(html).toContain('query Invoices {');
  });

  test('has a command to copy, with the endpoint filled in by the browser', async () => {
    const html = await (await world.fetch('/')).text();
    const [, command = ''] = /<pre>(curl .*?)<\/pre>/s.exec(html) ?? [];

    expect(command.split('\n')).toEqual([
      'curl <span data-endpoint>/graphql</span> \\',
      `  -H 'authorization: Bearer ${TOKEN}' \\`,
      "  -H 'content-type: application/json' \\",
      `  -d '{"query":"{ companies { id name } }"}'`,
    ]);
    expect(html).toContain("querySelectorAll('[data-endpoint]')");
  });

  test('does not show a token that is not public', async () => {
    await using real = await startWorld();
    const html = await (await real.fetch('/')).text();

    expect(html).toContain(SANDBOX_SCRIPT);
    expect(html).not.toContain('token-not-a-secret');
    expect(html).toContain(JSON.stringify('Bearer \\u003cyour token>').replaceAll('\\\\', '\\'));
    expect(html).toContain("-H 'authorization: Bearer &lt;your token>'");
  });

  test('runs only its own scripts and Apollo’s, and cannot be framed', async () => {
    const response = await world.fetch('/');
    const html = await response.text();
    const policy = new Map(
      (response.headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources] as const;
      }),
    );

    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    const [nonce, host, ...others] = policy.get('script-src') ?? [];
    expect([host, ...others]).toEqual([SANDBOX_SCRIPT]);
    const nonces = [...html.matchAll(/<(?:script|style)[^>]*?nonce="([^"]+)"/g)].map(([, one]) => `'nonce-${one}'`);
    expect(new Set(nonces)).toEqual(new Set([nonce]));
    expect(nonces).toHaveLength(html.match(/<(?:script|style)/g)?.length ?? 0);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('has a new nonce for its scripts each time', async () => {
    const digests = await Promise.all(
      Array.from({ length: 5 }, async () =>
        createHash('sha256')
          .update(await (await world.fetch('/')).text())
          .digest('hex'),
      ),
    );
    expect(new Set(digests).size).toBe(5);
  });

  test('has a query that the endpoint answers', async () => {
    const html = await (await world.fetch('/')).text();
    const [, options = '{}'] = /EmbeddedSandbox\(\{ \.\.\.(\{.*\}), initialEndpoint/.exec(html) ?? [];
    const { initialState } = JSON.parse(options) as {
      initialState: { document: string; headers: Record<string, string> };
    };

    const response = await world.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...initialState.headers },
      body: JSON.stringify({ query: initialState.document, operationName: 'Invoices' }),
    });

    expect(await response.json()).toMatchObject({ data: { invoices: { nodes: expect.any(Array) } } });
  });
});
