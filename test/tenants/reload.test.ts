import { describe, expect, test } from 'vitest';
import { startSource } from '../calls/source-server.ts';
import { openLiveClient, subscribersOf } from '../end-to-end/live-client.ts';
import { deliveryCounts, post, secretOf, storedEvents } from '../end-to-end/webhook-endpoint.ts';
import { type SandboxConfig, startWorld, type TestWorld } from '../end-to-end/world.ts';
import { holdV6, LIST, type Listed, PATIENT } from '../server/held-list.ts';

const COMPANIES = '{ companies { id name sources } }';
const SUBSCRIBE = 'subscription($companies: [ID!]) { documentEvents(filter: { companies: $companies }) { id } }';

function configOf({ sandbox }: TestWorld): SandboxConfig {
  return sandbox.gatewayConfig() as SandboxConfig;
}

/** The sandbox's configuration without a company, also in the lists of its callers. */
function without(company: string, { companies, callers }: SandboxConfig) {
  const left = Object.fromEntries(Object.entries(companies).filter(([id]) => id !== company));
  const changed = Object.entries(callers).flatMap(([name, caller]) => {
    const some = caller.companies === '*' ? '*' : [...caller.companies].filter((id) => id !== company);
    return some.length === 0 ? [] : [[name, { ...caller, companies: some }] as const];
  });
  return { companies: left, callers: Object.fromEntries(changed) };
}

describe('a reload', () => {
  test('adds companies, accounts and callers, and renames a company, without a restart', async () => {
    await using world = await startWorld({ config: (given) => without('borealis', given) });
    expect((await world.ask(COMPANIES, {}, { as: 'borealis' })).status).toBe(401);

    const { companies, callers } = configOf(world);
    const acme = { ...companies.acme, name: 'Acme renamed' };
    expect(await world.reload({ companies: { ...companies, acme }, callers })).toBe('applied');

    expect((await world.ask(COMPANIES)).data).toEqual({
      companies: [
        { id: 'acme', name: 'Acme renamed', sources: ['LIGHTYEAR', 'IVESK', 'V6'] },
        { id: 'borealis', name: companies.borealis.name, sources: ['LIGHTYEAR', 'IVESK', 'V6'] },
      ],
    });
    const list = '{ invoices(first: 5) { accounts { ok } nodes { company { id } } } }';
    expect((await world.ask(list, {}, { as: 'borealis' })).data).toMatchObject({
      invoices: { accounts: [{ ok: true }, { ok: true }, { ok: true }] },
    });
    expect(world.log.entries()).toContainEqual(
      expect.objectContaining({
        msg: 'the configuration was reloaded',
        accounts: { opened: 3, kept: 6, closed: 0 },
      }),
    );
  });

  test('keeps the connections, the breaker and the cache of an account that did not change', async () => {
    await using source = await startSource((arrival) => arrival.answer(200, '[]'));
    const v6 = { baseUrl: source.baseUrl, apiKey: 'key-not-a-secret' };
    const companies = { acme: { v6 }, borealis: { v6 } };
    await using world = await startWorld({ config: { companies } });
    const list = (issuedFrom: string) =>
      world.ask(
        `{ invoices(filter: { companies: ["acme"], issuedFrom: "${issuedFrom}", issuedTo: "2026-02-01" }) { accounts { ok } } }`,
      );
    await list('2026-01-01');
    const status = '{ backends(companies: ["acme"]) { state } }';
    const before = await world.ask(status);

    await world.reload({ companies: { acme: { v6 }, borealis: { v6: { ...v6, retries: 1 } } } });
    await list('2026-01-01');
    expect(source.arrivals).toHaveLength(1);
    await list('2026-01-02');
    const [first, second] = source.arrivals;
    expect(second?.socket).toBe(first?.socket);
    expect(await world.ask(status)).toEqual(before);

    await world.reload({ companies: { acme: { v6: { ...v6, apiKey: 'new-key-not-a-secret' } }, borealis: { v6 } } });
    await first?.disconnected;
    await list('2026-01-03');
    expect(source.arrivals.at(-1)?.headers.authorization).toBe('ApiKey new-key-not-a-secret');
  });

  test('is refused whole if a setting cannot change, and names it', async () => {
    await using world = await startWorld();
    const { companies } = configOf(world);
    const acme = { ...companies.acme, name: 'Acme renamed' };
    const sections = {
      companies: { ...companies, acme },
      storage: { dataDir: '/elsewhere', redisUrl: 'redis://:s3cret@localhost' },
      cache: { enabled: false },
      limits: { maxConnections: 5, maxDepth: 3 },
      operations: { drainMs: 1 },
    };
    expect(await world.reload(sections)).toBe('refused');
    expect(world.log.entries().at(-1)).toMatchObject({
      level: 'error',
      faults: [
        'storage.dataDir: cannot change while the gateway runs: restart it',
        'storage.redisUrl: cannot change while the gateway runs: restart it',
        'cache.enabled: cannot change while the gateway runs: restart it',
        'operations.drainMs: cannot change while the gateway runs: restart it',
        'limits.maxConnections: cannot change while the gateway runs: restart it',
      ],
      msg: 'the configuration was not reloaded: the earlier one stays in force',
    });
    expect(world.log.text()).not.toContain('s3cret');
    expect((await world.ask(COMPANIES)).data).toMatchObject({ companies: [{ name: companies.acme.name }, {}] });
    expect(await metricOf(world, 'gateway_config_reloads_total{outcome="refused"}')).toBe(1);
  });

  test('with faults leaves the earlier configuration in force', async () => {
    await using world = await startWorld();
    expect(await world.reload({ companies: { acme: { v6: { apiKey: 's3cret' } } } })).toBe('refused');
    const { faults } = world.log.entries().at(-1) ?? {};
    expect(faults).toContain('companies.acme.v6.baseUrl: is missing or empty');
    expect(String(faults)).not.toContain('s3cret');
    expect((await world.ask(LIST)).data).toMatchObject({ invoices: { accounts: [{ ok: true }] } });
  });

  test('is counted, with the time of the configuration that is in force', async () => {
    let now = Date.parse('2026-05-01T00:00:00Z');
    await using world = await startWorld({ overrides: { now: () => now } });
    const loadedAt = () => metricOf(world, 'gateway_config_loaded_timestamp_seconds');
    expect(await loadedAt()).toBe(now / 1_000);
    now += 60_000;
    await world.reload({});
    expect(await loadedAt()).toBe(now / 1_000);
    now += 60_000;
    await world.reload({ companies: {} });
    expect(await loadedAt()).toBe(now / 1_000 - 60);
    expect(await metricOf(world, 'gateway_config_reloads_total{outcome="applied"}')).toBe(1);
  });

  test('changes the limits of requests that begin after it', async () => {
    await using world = await startWorld();
    const deep = '{ companies { sources } viewer { companies { sources } } }';
    expect((await world.ask(deep)).errors).toEqual([]);
    await world.reload({ limits: { maxRootFields: 1, maxBodyBytes: 1_000, requestsPerMinute: 3 } });
    expect((await world.ask(deep)).errors[0]?.message).toContain('`limits.maxRootFields` is 1');
    const long = `{ companies { id } } # ${'x'.repeat(1_000)}`;
    expect((await world.ask(long)).errors[0]?.message).toContain('larger than 1000 bytes');
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await world.ask('{ companies { id } }')).status);
    expect(statuses).toContain(429);
    await world.reload({});
    expect((await world.ask(deep)).errors).toEqual([]);
  });
});

describe('a reload that removes a company', () => {
  test('lets its running operations end with its accounts, and closes these after that', async () => {
    await using world = await startWorld({ config: PATIENT });
    using gate = holdV6(world);
    const answer = world.ask<Listed>(LIST);
    await gate.waiting(1);

    await world.reload({ ...PATIENT, ...without('acme', configOf(world)) });
    const after = await world.ask(COMPANIES);
    const gone = await world.ask(LIST, {}, { as: 'auditor' });
    gate.open();

    expect((await answer).data?.invoices).toMatchObject({ accounts: [{ ok: true, error: null }] });
    expect(after.data).toMatchObject({ companies: [{ id: 'borealis' }] });
    expect(gone.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await world.ask(COMPANIES, {}, { as: 'acme' })).status).toBe(401);
  });

  test('refuses its webhooks, and keeps those of the others', async () => {
    await using world = await startWorld();
    const { sns } = world.sandbox;
    const announce = (at: 'acme' | 'borealis') => post(world, sns.sign(sns.compose(at, 'EXPORTED')), { at });
    expect((await announce('acme')).status).toBe(200);
    await world.reload(without('acme', configOf(world)));
    expect((await announce('acme')).status).toBe(403);
    expect((await announce('borealis')).status).toBe(200);
  });
});

describe('a subscriber', () => {
  /** Subscribes, and returns the outcome: the close event, the errors, or `complete`. */
  const subscribe = (
    world: TestWorld,
    ...[as, companies]: readonly [Parameters<typeof openLiveClient>[1], string[]?]
  ) => {
    const client = openLiveClient(world, as);
    const events: string[] = [];
    const results = client.subscribe<{ documentEvents: { id: string } }>(SUBSCRIBE, { companies: companies ?? null });
    const ended = (async () => {
      try {
        for await (const { data, errors } of results) {
          if (errors) return errors[0]?.extensions.code;
          events.push(String(data?.documentEvents.id));
        }
        return 'complete';
      } catch (reason) {
        return Array.isArray(reason) ? reason[0]?.extensions.code : (reason as CloseEvent).code;
      }
    })();
    return { client, events, ended };
  };

  test('stays while its caller and its companies do, also if others are added or removed', async () => {
    await using world = await startWorld();
    const { sns } = world.sandbox;
    const announce = async () => {
      await post(world, sns.sign(sns.compose('acme', 'EXPORTED')));
    };
    await using of = new AsyncDisposableStack();
    const subscribed = [subscribe(world, 'acme'), subscribe(world, 'sandbox'), subscribe(world, 'auditor', ['acme'])];
    for (const { client } of subscribed) of.use(client);
    await subscribersOf(world, 3);

    await announce();
    await world.reload(without('borealis', configOf(world)));
    await announce();
    await world.reload({});
    await announce();

    const stored = (await storedEvents(world)).map(({ id }) => id);
    expect(stored).toHaveLength(3);
    for (const { events } of subscribed) await expect.poll(() => events).toEqual(stored);
  });

  test('is closed with 4401 if its token is gone, and with 1013 if its caller has lost a right', async () => {
    await using world = await startWorld();
    const { callers } = configOf(world);
    await using of = new AsyncDisposableStack();
    const [gone, reduced, other] = [
      subscribe(world, 'acme'),
      subscribe(world, 'auditor'),
      subscribe(world, 'borealis'),
    ];
    for (const { client } of [gone, reduced, other]) of.use(client);
    await subscribersOf(world, 3);

    const acme = { ...callers.acme, token: 'another-token-not-a-secret' };
    const auditor = { ...callers.auditor, companies: ['acme', 'borealis'] };
    await world.reload({ callers: { ...callers, acme, auditor } });

    expect(await gone.ended).toBe(4401);
    expect(await reduced.ended).toBe(1013);
    await subscribersOf(world, 1);
  });

  test('ends with NOT_FOUND if all of its companies are gone', async () => {
    await using world = await startWorld();
    await using of = new AsyncDisposableStack();
    const [gone, left] = [subscribe(world, 'sandbox', ['borealis']), subscribe(world, 'sandbox')];
    for (const { client } of [gone, left]) of.use(client);
    await subscribersOf(world, 2);
    await world.reload(without('borealis', configOf(world)));
    expect(await gone.ended).toBe('NOT_FOUND');
    await subscribersOf(world, 1);
  });

  test('over server-sent events is told the same', async () => {
    await using world = await startWorld();
    const { callers } = configOf(world);
    const follow = async (token: string) => {
      const query = 'subscription { documentEvents { id } }';
      const headers = {
        authorization: `Bearer ${token}`,
        accept: 'text/event-stream',
        'content-type': 'application/json',
      };
      return world.fetch('graphql/stream', { method: 'POST', headers, body: JSON.stringify({ query }) });
    };
    const [gone, reduced] = await Promise.all([follow(callers.acme.token), follow(callers.reader.token)]);
    const auditor = await follow(callers.auditor.token);
    expect(reduced?.status).toBe(200);
    await subscribersOf(world, 2);
    const { acme: _, ...others } = callers;
    await world.reload({ callers: { ...others, auditor: { ...callers.auditor, scopes: ['events:read'] } } });
    expect(await gone?.text()).toContain('"code":"UNAUTHENTICATED"');
    expect(await auditor.text()).toContain('The rights of this caller have changed');
  });

  test('has the rights that its caller gains in the operations that it begins', async () => {
    await using world = await startWorld({ config: (given) => without('borealis', given) });
    await using client = openLiveClient(world, 'sandbox');
    const companies = async () => {
      const { value } = await client.subscribe<{ companies: { id: string }[] }>('{ companies { id } }').next();
      return value?.data?.companies.map(({ id }: { id: string }) => id);
    };
    expect(await companies()).toEqual(['acme']);
    const { companies: all, callers } = configOf(world);
    await world.reload({ companies: all, callers });
    expect(await companies()).toEqual(['acme', 'borealis']);
  });
});

describe('reloads that replace a secret', () => {
  test('do not lose one of 60 announcements, if it is a webhook secret', async () => {
    await using world = await startWorld();
    const { sns } = world.sandbox;
    const { companies } = configOf(world);
    const [old, next] = [companies.acme.ivesk.webhookSecret, 'the-new-secret-of-acme-1'];
    const use = (webhookSecret: string | readonly string[]) =>
      world.reload({
        companies: { ...companies, acme: { ...companies.acme, ivesk: { ...companies.acme.ivesk, webhookSecret } } },
      });
    const statuses: number[] = [];
    const announce = async (secret: string) => {
      const query = `secret=${encodeURIComponent(secret)}`;
      statuses.push((await post(world, sns.sign(sns.compose('acme', 'EXPORTED')), { query })).status);
    };
    /** Ten announcements while the configuration is replaced. */
    const during = async (reload: Promise<unknown>, ...secrets: readonly string[]) => {
      await Promise.all([reload, ...Array.from({ length: 10 }, (_, n) => announce(secrets[n % secrets.length] ?? ''))]);
    };
    await during(use(old), old);
    await during(use([next, old]), old);
    // Both subscriptions are at work until the old one is removed.
    await during(use([next, old]), old, next);
    await during(use([next, old]), old, next);
    await during(use(next), next);
    await during(use(next), next);
    expect(statuses).toEqual(Array(60).fill(200));
    expect(await storedEvents(world)).toHaveLength(60);
    await announce(old);
    expect(statuses.at(-1)).toBe(403);
    expect(await deliveryCounts(world)).toMatchObject({ stored: 60, secret: 1 });
    expect(secretOf(world, 'acme')).toBe(encodeURIComponent(old));
  });

  test('accept both tokens of a caller until the old one is taken out', async () => {
    await using world = await startWorld();
    const { callers } = configOf(world);
    const use = (token: string | readonly string[]) =>
      world.reload({ callers: { ...callers, sandbox: { ...callers.sandbox, token } } });
    const [old, next] = [callers.sandbox.token, 'a-new-token-not-a-secret'];
    const statusOf = async (token: string) => (await world.ask('{ companies { id } }', {}, { token })).status;
    await use([next, old]);
    expect([await statusOf(old), await statusOf(next)]).toEqual([200, 200]);
    await use(next);
    expect([await statusOf(old), await statusOf(next)]).toEqual([401, 200]);
  });
});

async function metricOf(world: TestWorld, name: string): Promise<number> {
  const text = await (await world.fetch('metrics')).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
}
