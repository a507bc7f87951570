import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../sandbox/stand-in/fault.ts';
import { nodesOf, pageQuery, readPage } from './list-pages.ts';
import { body, impatient, status } from './ways-to-fail.ts';
import { startWorld, type TestWorld } from './world.ts';

const V6 = { filter: { companies: ['acme'], sources: ['V6'] } };

describe('a failed call', () => {
  test.each<{ how: string; faults: readonly Fault[] }>([
    { how: 'with 502, then 504', faults: [status(502), status(504)] },
    { how: 'with 503', faults: [status(503)] },
    {
      how: 'with 429 and a Retry-After within the time-out',
      faults: [{ kind: 'rateLimit', retryAfterSeconds: 0 }],
    },
    { how: 'as its connection broke, twice', faults: [{ kind: 'reset' }, { kind: 'truncate' }] },
  ])('$how is repeated, and the answer does not show it', async ({ faults }) => {
    await using world = await startWorld({ config: { backends: { timeoutMs: 2_000, retries: 2 } } });
    for (const fault of faults) world.sandbox.v6.fail('listInvoices', fault, { times: 1 });
    const page = await readPage(world, V6);
    expect(page.accounts).toMatchObject([{ ok: true }]);
    expect(page.edges).toHaveLength(50);
    expect(world.sandbox.v6.calls).toHaveLength(faults.length + 1);
  });

  test('is repeated as often as configured, and then reported', async () => {
    await using world = await startWorld({ config: { backends: { timeoutMs: 2_000, retries: 2 } } });
    world.sandbox.v6.fail('listInvoices', status(503));
    expect(await codeOf(world)).toBe('BACKEND_UNAVAILABLE');
    expect(world.sandbox.v6.calls).toHaveLength(3);
  });

  test.each<{ how: string; fault: Fault; code: string }>([
    { how: 'with 400', fault: status(400), code: 'BACKEND_REJECTED' },
    { how: 'with 401', fault: status(401), code: 'BACKEND_UNAUTHORIZED' },
    { how: 'with 404', fault: status(404), code: 'BACKEND_BAD_RESPONSE' },
    { how: 'with 500', fault: status(500), code: 'BACKEND_UNAVAILABLE' },
    {
      how: 'with 429 that asks for an hour',
      fault: { kind: 'rateLimit', retryAfterSeconds: 3600 },
      code: 'BACKEND_RATE_LIMITED',
    },
    { how: 'with JSON cut short', fault: { kind: 'malformedJson' }, code: 'BACKEND_BAD_RESPONSE' },
    { how: 'as it took too long', fault: { kind: 'hang' }, code: 'BACKEND_TIMEOUT' },
  ])('$how is not repeated', async ({ fault, code }) => {
    await using world = await startWorld({ config: impatient('V6', { retries: 2 }) });
    world.sandbox.v6.fail('listInvoices', fault);
    expect(await codeOf(world)).toBe(code);
    expect(world.sandbox.v6.calls).toHaveLength(1);
  });
});

describe('an account that failed five times in a row', () => {
  afterEach(() => void vi.restoreAllMocks());

  test('is not called for ten seconds, then with one call, and then as usual; `backends` shows its state', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    const { v6 } = world.sandbox;
    expect(await stateOf(world)).toEqual({ state: 'UNKNOWN', latencyMs: null, lastError: null });
    await readPage(world, V6);
    expect(await stateOf(world)).toEqual({ state: 'UP', latencyMs: expect.any(Number), lastError: null });

    v6.fail(({ company }) => company === 'acme', status(500));
    for (let failure = 1; failure <= 5; failure += 1) {
      expect(await codeOf(world)).toBe('BACKEND_UNAVAILABLE');
      expect((await stateOf(world))?.state).toBe(failure < 5 ? 'DEGRADED' : 'DOWN');
    }
    expect(v6.calls).toHaveLength(6);
    expect(await codeOf(world)).toBe('BACKEND_UNAVAILABLE');
    expect(v6.calls).toHaveLength(6);
    // The breaker is the account's own: the other company's account is still asked.
    const other = await readPage(world, { filter: { companies: ['borealis'], sources: ['V6'] } });
    expect(other.edges.length).toBeGreaterThan(0);
    v6.calls.clear();

    passSeconds(10);
    expect(await codeOf(world)).toBe('BACKEND_UNAVAILABLE');
    expect(v6.calls).toHaveLength(1);
    expect(await codeOf(world)).toBe('BACKEND_UNAVAILABLE');
    expect(v6.calls).toHaveLength(1);

    v6.clearFaults();
    passSeconds(20);
    expect((await readPage(world, V6)).edges).toHaveLength(50);
    expect((await readPage(world, V6)).edges).toHaveLength(50);
    expect(v6.calls).toHaveLength(3);
    expect(await stateOf(world)).toMatchObject({ state: 'UP', lastError: null });
  });
});

describe('the error of a failed call', () => {
  /** Content that a proxy, a debug page or a careless vendor may put into an answer. */
  const LEAK = `Error: LEAKED-BODY at Handler (/srv/app/handler.ts:12:3) http://internal.example:8080/x?key=LEAKED-KEY`;
  const leaking = (code: number): Fault => ({
    kind: 'status',
    status: code,
    body: LEAK,
    headers: { 'x-leak': 'LEAKED-HEADER' },
  });

  test.each<{ how: string; fault: Fault }>([
    { how: '401', fault: leaking(401) },
    { how: '403', fault: leaking(403) },
    { how: '404', fault: leaking(404) },
    { how: '429', fault: leaking(429) },
    { how: '500', fault: leaking(500) },
    { how: '503', fault: leaking(503) },
    { how: 'no answer', fault: { kind: 'hang' } },
    { how: 'a broken connection', fault: { kind: 'reset' } },
    { how: 'a text that is no JSON', fault: body(LEAK) },
    { how: 'a redirect', fault: { kind: 'redirect', location: 'http://internal.example:8080/LEAKED-BODY' } },
  ])('does not reveal an address, a credential, a header, a body or a stack: $how', async ({ fault }) => {
    const policy = { timeoutMs: 300, retries: 0 };
    await using world = await startWorld({ config: { backends: policy } });
    const ids = nodesOf([await readPage(world, { first: 6 })]).map(({ id }) => id);
    const { lightyear, ivesk, v6, s3 } = world.sandbox;
    for (const standIn of [lightyear, ivesk, v6]) standIn.fail(() => true, fault);
    const answers = await Promise.all([
      world.ask(pageQuery({ more: 'number' }), {
        filter: { issuedFrom: '2020-01-01', issuedTo: '2020-12-31', iveskQueue: 'DIGITIZED' },
      }),
      world.ask('query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Invoice { number file { downloadUrl } } } }', {
        ids,
      }),
      world.ask('{ columnValues(company: "acme", column: "allocation") { nodes { code } } }'),
    ]);
    const statuses = await world.ask('{ backends { company { id } source state lastError } }');
    const text = JSON.stringify([...answers, statuses]);
    expect(text).toMatch(/BACKEND_|NOT_FOUND/);
    for (const secret of [...secretsOf(world), lightyear.url, ivesk.url, v6.url, s3.url, '127.0.0.1', 'localhost'])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(
      /LEAKED|internal\.example|\.ts:|node_modules|Bearer|ApiKey|x-api-key|undici|sandbox\.[0-9a-f-]{36}/,
    );
    // The log is for the operator, and does not contain credentials or bodies either.
    for (const secret of [...secretsOf(world), 'LEAKED', 'Bearer ', 'ApiKey '])
      expect(world.log.text()).not.toContain(secret);
    expect(world.log.text()).not.toMatch(/sandbox\.[0-9a-f]{8}-/);
  });

  test("quotes the source's own message for a refused request, cut and without control characters", async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    const [id] = nodesOf([await readPage(world, V6)]).map((node) => node.id);
    const words = `Dates\u0000 are\r\n wrong\u001b[31m ${'x'.repeat(600)}`;
    const violations = ['fromDate - is too early - use a later one', `toDate\n - ${'y'.repeat(900)}`];
    world.sandbox.v6.fail('listInvoices', {
      kind: 'status',
      status: 400,
      body: { httpStatusCode: 400, msg: words, violations },
    });
    const { errors } = await world.ask('query($id: ID!) { invoice(id: $id) { number } }', { id });
    const [error] = errors as readonly {
      message: string;
      extensions: { code: string; violations?: readonly string[] };
    }[];
    expect(error?.extensions.code).toBe('BACKEND_REJECTED');
    expect(error?.message).toMatch(/^Dates are wrong\S* x+/);
    expect(error?.message.length).toBeLessThanOrEqual(500);
    expect(error?.extensions.violations?.[0]).toBe(violations[0]);
    for (const text of [error?.message ?? '', ...(error?.extensions.violations ?? [])]) {
      expect(text.length).toBeLessThanOrEqual(500);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested
      expect(text).not.toMatch(/[\u0000-\u001f\u007f]/);
    }
  });
});

async function codeOf(world: TestWorld): Promise<string | undefined> {
  const { errors } = await world.ask(pageQuery(), V6);
  return errors[0]?.extensions.code;
}

async function stateOf(world: TestWorld) {
  const { data } = await world.ask<{ backends: readonly { company: { id: string }; source: string }[] }>(
    '{ backends { company { id } source state latencyMs lastError } }',
  );
  const found = data?.backends.find(({ company, source }) => company.id === 'acme' && source === 'V6');
  if (found === undefined) return undefined;
  const { company: _company, source: _source, ...state } = found as typeof found & { state: string };
  return state;
}

/** Advances the clock of the breakers; `seconds` are counted from the real time. */
function passSeconds(seconds: number): void {
  vi.restoreAllMocks();
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + seconds * 1_000);
}

function secretsOf(world: TestWorld): readonly string[] {
  const { acme, borealis } = world.sandbox.world;
  return [acme, borealis].flatMap(({ profile: { lightyear, ivesk, v6 } }) => [
    lightyear.clientSecret,
    Buffer.from(`${lightyear.clientId}:`).toString('base64').slice(0, 15),
    ivesk.apiKey,
    ivesk.webhookSecret,
    v6.apiKey,
  ]);
}
