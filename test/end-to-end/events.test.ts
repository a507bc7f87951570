import { describe, expect, test } from 'vitest';
import { openLiveClient, refusalOf, subscribersOf, take } from './live-client.ts';
import { startWorld, type TestWorld, type WorldOptions } from './world.ts';

interface Event {
  readonly documentEvents: {
    readonly __typename: string;
    readonly id: string;
    readonly type: string;
    readonly company: { readonly id: string };
    readonly companyCode?: string;
    readonly invoice?: {
      readonly id: string;
      readonly sourceId: string;
      readonly grossAmount: string | null;
      readonly uploadReference: string | null;
    };
  };
}

const SUBSCRIBE = `subscription Live($filter: DocumentEventFilter, $after: ID) {
  documentEvents(filter: $filter, after: $after) {
    __typename id type company { id }
    ... on DocumentDigitized { invoice { id sourceId grossAmount uploadReference } }
    ... on DocumentsExported { companyCode }
  }
}`;
const LIST = `query($filter: DocumentEventFilter, $first: Int, $after: ID) {
  documentEvents(filter: $filter, first: $first, after: $after) { id type company { id } receivedAt }
}`;

interface Listed {
  readonly documentEvents: readonly { readonly id: string; readonly type: string; readonly company: { id: string } }[];
}

/** A gateway whose webhooks are registered. */
async function startLive(options: WorldOptions = {}): Promise<TestWorld> {
  const world = await startWorld({
    ...options,
    sandbox: { ivesk: { digitizeMs: 0, exportMs: Number.POSITIVE_INFINITY }, ...options.sandbox },
  });
  await world.sandbox.connect(world.url);
  return world;
}

function eventsOf(messages: readonly { readonly data?: Event | null }[]) {
  return messages.map(({ data }) => data?.documentEvents);
}

describe('an event', () => {
  test('carries the document that was announced, without a REST call', async () => {
    await using world = await startLive();
    await using client = openLiveClient(world);
    const events = client.subscribe<Event>(SUBSCRIBE);
    const first = events.next();
    await subscribersOf(world, 1);
    world.forgetCalls();
    world.sandbox.sns.publish('acme', 'DIGITIZED');
    const [event] = eventsOf([(await first).value]);
    expect(event).toMatchObject({ __typename: 'DocumentDigitized', type: 'DIGITIZED', company: { id: 'acme' } });
    expect(world.calls()).toEqual([]);

    const id = event?.invoice?.id;
    const { data } = await world.ask(
      'query($id: ID!) { invoice(id: $id) { id sourceId grossAmount uploadReference } }',
      { id },
      { as: 'acme' },
    );
    expect(data?.['invoice']).toEqual(event?.invoice);
  });

  test('arrives seconds after an upload, with its reference', async () => {
    await using world = await startLive();
    await using client = openLiveClient(world);
    const events = client.subscribe<Event>(SUBSCRIBE);
    const first = events.next();
    await subscribersOf(world, 1);
    const { data } = await world.ask<{
      requestUpload: { location: { url: string; headers: { name: string; value: string }[] } };
    }>(
      'mutation { requestUpload(input: { fileName: "a.pdf", options: { reference: "ERP 1" } }) { location { url headers { name value } } } }',
      {},
      { as: 'acme' },
    );
    const location = data?.requestUpload.location;
    if (location === undefined) throw new Error('No location');
    const headers = location.headers.map(({ name, value }): [string, string] => [name, value]);
    await fetch(location.url, { method: 'PUT', headers, body: '%PDF-1.4' });
    expect(eventsOf([(await first).value])[0]?.invoice?.uploadReference).toBe('ERP 1');
  });

  test('about an export invalidates the lists of that queue', async () => {
    await using world = await startLive();
    const ask = () => world.ask('{ invoices(filter: { sources: [IVESK] }) { nodes { id } } }', {}, { as: 'acme' });
    await ask();
    await ask();
    expect(world.callCounts()).toEqual({ 'IVESK listExported': 1 });
    await using client = openLiveClient(world);
    const events = client.subscribe<Event>(SUBSCRIBE);
    const first = events.next();
    await subscribersOf(world, 1);
    world.sandbox.sns.publish('acme', 'EXPORTED');
    expect(eventsOf([(await first).value])[0]).toMatchObject({
      __typename: 'DocumentsExported',
      companyCode: world.sandbox.world.acme.ivesk.companyCode,
    });
    await ask();
    expect(world.callCounts()).toEqual({ 'IVESK listExported': 2 });
  });

  test('is stored once, however often SNS sends it', async () => {
    await using world = await startLive();
    for (let n = 0; n < 5; n += 1)
      world.sandbox.sns.publish('acme', 'EXPORTED', undefined, { messageId: 'the-same-id-0001' });
    await world.sandbox.sns.settled();
    const { data } = await world.ask<Listed>(LIST);
    expect(data?.documentEvents.length).toBe(1);
  });

  test('does not contain bank details or a link; both are read when a subscriber selects them', async () => {
    await using world = await startLive();
    await using client = openLiveClient(world);
    const events = client.subscribe<{
      documentEvents: { invoice: { supplier: { bankAccount: unknown }; file: { downloadUrl: string } } };
    }>(
      `subscription { documentEvents { ... on DocumentDigitized { invoice { supplier { bankAccount { iban } } file { downloadUrl } } } } }`,
    );
    const first = events.next();
    await subscribersOf(world, 1);
    world.forgetCalls();
    world.sandbox.sns.publish('acme', 'DIGITIZED');
    const { data } = (await first).value ?? {};
    expect(data?.documentEvents.invoice.file.downloadUrl).toMatch(/^http/);
    expect(world.callCounts()).toEqual({ 'IVESK listDigitized': 1 });
  });
});

describe('resuming after a break', () => {
  test('delivers the missed events and then the new ones, each once', async () => {
    await using world = await startLive();
    const ids: string[] = [];
    {
      await using client = openLiveClient(world);
      const events = client.subscribe<Event>(SUBSCRIBE);
      const first = take(events, 2);
      await subscribersOf(world, 1);
      for (let n = 0; n < 2; n += 1) world.sandbox.sns.publish('acme', 'EXPORTED');
      for (const event of eventsOf(await first)) ids.push(event?.id ?? '');
    }
    await subscribersOf(world, 0);
    for (let n = 0; n < 3; n += 1) world.sandbox.sns.publish('acme', 'EXPORTED');
    await world.sandbox.sns.settled();

    await using client = openLiveClient(world);
    const events = client.subscribe<Event>(SUBSCRIBE, { after: ids.at(-1) });
    const missed = await take(events, 3);
    world.sandbox.sns.publish('acme', 'EXPORTED');
    const all = eventsOf([...missed, ...(await take(events, 1))]).map((event) => event?.id);
    const { data } = await world.ask<Listed>(LIST);
    expect([...ids, ...all]).toEqual(data?.documentEvents.map(({ id }) => id));
  });

  test.each(['x', '', '-1', '1e3'])('is refused if `after` is not an event id: %j', async (after) => {
    await using world = await startLive();
    const answer = await world.ask(LIST, { after });
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    await using client = openLiveClient(world);
    expect(await refusalOf(client.subscribe(SUBSCRIBE, { after }))).toBe('BAD_USER_INPUT');
  });

  test('is CURSOR_EXPIRED if the events after that one were removed', async () => {
    await using world = await startLive({ config: { events: { maxCount: 2 } } });
    for (let n = 0; n < 6; n += 1) {
      world.sandbox.sns.publish('acme', 'EXPORTED');
      await world.sandbox.sns.settled();
    }
    await expect
      .poll(async () => (await world.ask(LIST, { after: '1' })).errors[0]?.extensions.code)
      .toBe('CURSOR_EXPIRED');
    await using client = openLiveClient(world);
    expect(await refusalOf(client.subscribe(SUBSCRIBE, { after: '1' }))).toBe('CURSOR_EXPIRED');
  });
});

describe('access to events', () => {
  test('is limited to the companies of the caller, in subscriptions and lists', async () => {
    await using world = await startLive();
    await using acmes = openLiveClient(world, 'acme');
    await using everybodys = openLiveClient(world, 'sandbox');
    const mine = take(acmes.subscribe<Event>(SUBSCRIBE), 1);
    const all = take(everybodys.subscribe<Event>(SUBSCRIBE), 2);
    await subscribersOf(world, 2);
    world.sandbox.sns.publish('borealis', 'EXPORTED');
    await world.sandbox.sns.settled();
    world.sandbox.sns.publish('acme', 'EXPORTED');
    expect(eventsOf(await mine).map((event) => event?.company.id)).toEqual(['acme']);
    expect(eventsOf(await all).map((event) => event?.company.id)).toEqual(['borealis', 'acme']);
    const { data } = await world.ask<Listed>(LIST, {}, { as: 'acme' });
    expect(data?.documentEvents.map(({ company }) => company.id)).toEqual(['acme']);

    for (const filter of [{ companies: ['borealis'] }, { companies: ['nobody'] }]) {
      const { errors } = await world.ask(LIST, { filter }, { as: 'acme' });
      expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
      expect(await refusalOf(acmes.subscribe(SUBSCRIBE, { filter }))).toBe('NOT_FOUND');
    }
  });

  test('needs the scope events:read', async () => {
    await using world = await startLive();
    expect((await world.ask(LIST, {}, { as: 'reader' })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    await using client = openLiveClient(world, 'reader');
    expect(await refusalOf(client.subscribe(SUBSCRIBE))).toBe('FORBIDDEN');
  });

  test('is refused without a valid token', async () => {
    await using world = await startLive();
    await using client = openLiveClient(world, 'acme', 'not-a-token');
    await expect(take(client.subscribe<Event>(SUBSCRIBE), 1)).rejects.toMatchObject({ code: 4401 });
  });
});

describe('an import', () => {
  test('is reported now and after every change, until it has ended', async () => {
    await using world = await startLive({ sandbox: { lightyear: { importMs: 1_500 } } });
    const { data } = await world.ask<{ startImport: { job: { id: string } } }>(
      `mutation { startImport(input: { sourceApplicationCode: "ERP", objects: { taxCodes: [{ sourceId: "T", description: "Tax", ratePercent: "20" }] } }) { job { id } } }`,
      {},
      { as: 'acme' },
    );
    await using client = openLiveClient(world);
    const states: string[] = [];
    const jobs = client.subscribe<{ importJob: { status: string; counts: { inserted: number } | null } }>(
      'subscription($id: ID!) { importJob(id: $id) { status counts { inserted } } }',
      { id: data?.startImport.job.id },
    );
    for await (const message of jobs) states.push(message.data?.importJob.status ?? '');
    expect(states[0]).toBe('IN_PROGRESS');
    expect(states.at(-1)).toBe('FINISHED');
  });
});

describe('subscribeWebhook', () => {
  const MUTATION =
    'mutation($input: SubscribeWebhookInput!) { subscribeWebhook(input: $input) { target errors { code message field } } }';

  test('registers the target, and its confirmation is answered', async () => {
    await using world = await startWorld({ sandbox: { ivesk: { digitizeMs: 0 } } });
    const { data } = await world.ask<{ subscribeWebhook: { target: string } }>(
      MUTATION,
      { input: { event: 'ON_EXPORTED' } },
      { as: 'acme' },
    );
    expect(data).toEqual({
      subscribeWebhook: { target: new URL('webhooks/ivesk/acme', world.url).href, errors: [] },
    });
    await world.sandbox.sns.settled();
    world.sandbox.sns.publish('acme', 'EXPORTED');
    await world.sandbox.sns.settled();
    expect((await world.ask<Listed>(LIST)).data?.documentEvents).toMatchObject([{ type: 'EXPORTED' }]);
  });

  test.each([400, 409, 422])('does not reveal its secret, even if a source quotes it with a %i', async (status) => {
    await using world = await startWorld();
    const { webhookSecret } = world.sandbox.world.acme.ivesk;
    const body = { message: `cannot reach ${encodeURIComponent(webhookSecret)} or ${webhookSecret}` };
    world.sandbox.ivesk.fail('createWebhookSubscription', { kind: 'status', status, body });
    const { data } = await world.ask(MUTATION, { input: { event: 'ON_EXPORTED' } }, { as: 'acme' });
    expect(data).toMatchObject({
      subscribeWebhook: { target: null, errors: [{ message: 'cannot reach [withheld] or [withheld]' }] },
    });
  });

  test('explains which setting is missing if events cannot be delivered', async () => {
    await using world = await startWorld({ overrides: { isLocal: false } });
    const { data } = await world.ask(MUTATION, { input: { company: 'acme', event: 'ON_DIGITIZED' } });
    expect(data).toMatchObject({ subscribeWebhook: { target: null, errors: [{ code: 'UNSUPPORTED_BY_SOURCE' }] } });
    expect(world.calls()).toEqual([]);
  });

  test('needs the scope webhooks:write', async () => {
    await using world = await startWorld();
    const { errors } = await world.ask(
      MUTATION,
      { input: { company: 'acme', event: 'ON_DIGITIZED' } },
      { as: 'reader' },
    );
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

test('a subscription that is sent like a query is refused with the endpoint for subscriptions', async () => {
  await using world = await startWorld();
  const { status, errors } = await world.ask('subscription { documentEvents { id } }');
  expect(status).toBe(400);
  expect(errors).toEqual([
    { message: expect.stringContaining('/graphql/stream'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect(world.log.entries().filter(({ level }) => level === 'error')).toEqual([]);
});
