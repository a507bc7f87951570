import { describe, expect, test } from 'vitest';
import type { Call } from '../../sandbox/stand-in/call.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { accountOf, type ListPage, type NamedInvoice, nodesOf, readPage, readPages } from './list-pages.ts';
import { body, CALLS, FAILURES, impatient, status } from './ways-to-fail.ts';
import { startWorld } from './world.ts';

function isAcmes({ company }: Call) {
  return company === 'acme';
}

function failedAccounts({ accounts }: ListPage) {
  return accounts.flatMap((one) => (one.ok ? [] : [[accountOf(one), one.error?.code]]));
}

describe('a Lightyear document of a page that cannot be read', () => {
  const FULL = { filter: { companies: ['acme'] }, first: 30, more: 'number' };

  test('is in the failures with its id, for every kind of failure, and the other documents are shown', async () => {
    await using world = await startWorld({ config: impatient('LIGHTYEAR') });
    const all = nodesOf([await readPage(world, { filter: FULL.filter, first: 30 })]);
    const broken = all.filter(({ source }) => source === 'LIGHTYEAR')[4];
    for (const { how, fault, code, retryable } of FAILURES) {
      world.sandbox.lightyear.fail(({ path }) => path === `/invoices/${broken?.sourceId}`, fault);
      const page = await readPage(world, FULL);
      world.sandbox.lightyear.clearFaults();

      expect(page.failures, how).toMatchObject([{ id: broken?.id, error: { code, source: 'LIGHTYEAR', retryable } }]);
      expect(nodesOf([page]).map(({ id }) => id)).toEqual(all.map(({ id }) => id).filter((id) => id !== broken?.id));
      expect(page.accounts.every(({ ok }) => ok)).toBe(true);
    }
  });

  test('is in the failures if its source sends another document instead, or one of another company', async () => {
    await using world = await startWorld();
    const [first, second, third] = world.sandbox.world.acme.lightyear.invoices;
    const { lightyear } = world.sandbox;
    lightyear.fail(({ path }) => path === `/invoices/${first?.id}`, body(JSON.stringify(second?.document)));
    const alien = { ...third?.document, companyID: world.sandbox.world.borealis.lightyear.companyId };
    lightyear.fail(({ path }) => path === `/invoices/${third?.id}`, body(JSON.stringify(alien)));
    const page = await readPage(world, FULL);
    expect(page.failures.map(({ error }) => error.code)).toEqual(['BACKEND_BAD_RESPONSE', 'BACKEND_BAD_RESPONSE']);
    const shown = nodesOf([page]).map(({ sourceId }) => sourceId);
    expect(shown).toContain(second?.id);
    expect(shown.filter((id) => id === first?.id || id === third?.id)).toEqual([]);
  });

  test('does not hide documents of other accounts, even if its account cannot read any', async () => {
    await using world = await startWorld();
    world.sandbox.lightyear.fail((call) => isAcmes(call) && call.operation === 'getInvoice', status(500));
    const page = await readPage(world, FULL);
    expect(page.failures).toHaveLength(10);
    expect(failedAccounts(page)).toEqual([['acme LIGHTYEAR', 'BACKEND_UNAVAILABLE']]);
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(new Set(nodesOf([page]).map(accountOf))).toEqual(new Set(['acme IVESK', 'acme V6']));
    expect(page.edges).toHaveLength(20);
  });

  test("does not cost more than its account's time: reads that do not fit are abandoned", async () => {
    await using world = await startWorld({ config: impatient('LIGHTYEAR', { maxConcurrent: 1 }) });
    world.sandbox.lightyear.fail((call) => isAcmes(call) && call.operation === 'getInvoice', { kind: 'hang' });
    const page = await readPage(world, { ...FULL, first: 12 });
    expect(page.failures.map(({ error }) => error.code)).toEqual(Array(4).fill('BACKEND_TIMEOUT'));
    // The reads are made one after the other, and each takes its time-out. The account has two of them.
    expect(world.sandbox.lightyear.calls.of('getInvoice').length).toBeLessThan(4);
    expect(page.edges).toHaveLength(8);
    expect(failedAccounts(page)).toEqual([['acme LIGHTYEAR', 'BACKEND_TIMEOUT']]);
  });

  test('does not mark its account as failed for a 404 or an invalid body, even if each document fails so', async () => {
    await using world = await startWorld();
    for (const fault of [status(404), body('null')]) {
      world.sandbox.lightyear.fail((call) => isAcmes(call) && call.operation === 'getInvoice', fault);
      const page = await readPage(world, FULL);
      world.sandbox.lightyear.clearFaults();
      expect(page.failures).toHaveLength(10);
      expect(failedAccounts(page)).toEqual([]);
    }
  });

  test.each([
    { fault: status(403), code: 'BACKEND_UNAUTHORIZED' },
    { fault: { kind: 'rateLimit' } as const, code: 'BACKEND_RATE_LIMITED' },
  ])('is a failure on the page, not an error, even if only its account is asked: $code', async ({ fault, code }) => {
    await using world = await startWorld();
    const only = { filter: { companies: ['acme'], sources: ['LIGHTYEAR'] }, first: 5, more: 'number' };
    const all = nodesOf(await readPages(world, { filter: only.filter, first: 200 })).map(({ id }) => id);
    world.sandbox.lightyear.fail(({ operation }) => operation === 'getInvoice', fault);
    const page = await readPage(world, only);
    world.sandbox.lightyear.clearFaults();
    expect(failedAccounts(page)).toEqual([['acme LIGHTYEAR', code]]);
    const rest = await readPages(world, { ...only, first: 200, after: page.pageInfo.endCursor });
    expect([...page.failures, ...nodesOf(rest)].map(({ id }) => id)).toEqual(all);
  });

  test('ends the search of a filter in its account', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    const { lightyear } = world.sandbox;
    const filtered = { filter: { companies: ['acme'], kinds: ['DEBIT_NOTE'] }, first: 12 };
    lightyear.fail(({ operation }) => operation === 'getInvoice', status(500));
    const page = await readPage(world, filtered);
    expect(page.failures).toHaveLength(4);
    expect(failedAccounts(page)).toEqual([['acme LIGHTYEAR', 'BACKEND_UNAVAILABLE']]);
    expect(page.pageInfo.hasNextPage).toBe(true);
  });
});

describe('documents by their ids', () => {
  const variables = SOURCES.map((source) => `$${source}: ID!`).join(', ');
  const fields = SOURCES.map((source) => `${source}: invoice(id: $${source}) { number }`).join(' ');
  const QUERY = `query(${variables}) { ${fields} }`;

  test.each(SOURCES)(
    'are returned except those of %s if it fails, which are null with an error that names the account',
    async (source) => {
      await using world = await startWorld({ config: impatient(source), sandbox: { ivesk: { pageSize: 10 } } });
      const [page] = [await readPage(world, { filter: { companies: ['acme'] }, first: SOURCES.length })];
      const ids = Object.fromEntries(nodesOf([page]).map(({ source: of, id }) => [of, id]));
      const whole = await world.ask(QUERY, ids);
      expect(whole.errors).toEqual([]);

      for (const { how, fault, code, retryable } of FAILURES) {
        const standIn = world.sandbox.sources[source];
        standIn.fail(({ operation }) => operation === CALLS[source].read, fault);
        const { data, errors } = await world.ask(QUERY, ids);
        standIn.clearFaults();
        // A document that its source does not have is null, and is not a failure.
        const isMissing = CALLS[source].readsById && code === 'NOT_FOUND';
        // A list that is not there does not say that a document does not exist.
        const shownCode = code === 'NOT_FOUND' ? 'BACKEND_BAD_RESPONSE' : code;
        expect(data, how).toEqual({ ...whole.data, [source]: null });
        expect(errors, how).toMatchObject(
          isMissing ? [] : [{ path: [source], extensions: { code: shownCode, retryable, source, company: 'acme' } }],
        );
        // Keeps the breaker closed.
        expect((await world.ask(QUERY, ids)).errors, `after it ${how}`).toEqual([]);
      }
    },
  );

  test('in a list fail one by one, each at its position', async () => {
    await using world = await startWorld();
    const ids = nodesOf([await readPage(world, { filter: { companies: ['acme'] }, first: 9 })]);
    world.sandbox.v6.fail(isAcmes, status(500));
    const { data, errors } = await world.ask<{ nodes: readonly (NamedInvoice | null)[] }>(
      'query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Invoice { source } } }',
      { ids: ids.map(({ id }) => id) },
    );
    const isOfV6 = ids.map(({ source }) => source === 'V6');
    // The list has just read these days. Other days of V6 would need a call.
    expect(data?.nodes.map((node) => node === null)).toEqual(isOfV6);
    expect(errors.map(({ path }) => path)).toEqual(isOfV6.flatMap((is, index) => (is ? [['nodes', index]] : [])));
    expect(errors.every(({ extensions }) => extensions.code === 'BACKEND_UNAVAILABLE')).toBe(true);
  });
});
