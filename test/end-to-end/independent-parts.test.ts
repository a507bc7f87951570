import { describe, expect, test } from 'vitest';
import { encodeId } from '../../src/domain/ids.ts';
import { status } from './ways-to-fail.ts';
import { startWorld } from './world.ts';

describe('a part that fails', () => {
  test('leaves the lines beside it, and the matches of other lines', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    const matched = world.sandbox.world.acme.lightyear.matches[0];
    const key = matched?.invoice.documentId ?? '';
    const id = encodeId({ type: 'Invoice', ref: { company: 'acme', source: 'LIGHTYEAR', key: [key] } });
    const query = 'query ($id: ID!) { invoice(id: $id) { number lineItems { sourceId matches { type } } } }';
    const whole = await world.ask<Lines>(query, { id });
    const lines = whole.data?.invoice.lineItems ?? [];
    world.sandbox.lightyear.fail(({ path }) => path.includes(`/lines/${lines[0]?.sourceId}/`), status(500));

    const { data, errors } = await world.ask<Lines>(query, { id });
    expect(lines.length).toBeGreaterThan(1);
    expect(data?.invoice.lineItems).toEqual([{ ...lines[0], matches: null }, ...lines.slice(1)]);
    expect(errors).toMatchObject([
      { path: ['invoice', 'lineItems', 0, 'matches'], extensions: { code: 'BACKEND_UNAVAILABLE' } },
    ]);
  });

  test('is the matches of a line whose id cannot be asked for: they are null with an error, not empty', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    const [first] = world.sandbox.world.acme.lightyear.invoices;
    const id = encodeId({ type: 'Invoice', ref: { company: 'acme', source: 'LIGHTYEAR', key: [first?.id ?? ''] } });
    const lineItems = [{}, { id: {} }, { id: '..' }, { id: 'x'.repeat(300) }];
    const transform = (text: string) => JSON.stringify({ ...JSON.parse(text), lineItems });
    world.sandbox.lightyear.fail('getInvoice', { kind: 'transform', transform });
    const { data, errors } = await world.ask(
      'query ($id: ID!) { invoice(id: $id) { lineItems { matches { type } } } }',
      { id },
    );
    expect(data).toEqual({ invoice: { lineItems: lineItems.map(() => ({ matches: null })) } });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(lineItems.map(() => 'BACKEND_BAD_RESPONSE'));
    expect(world.callCounts()).not.toHaveProperty('LIGHTYEAR listInvoiceLineMatches');
  });

  test('leaves the matches that name a document, if that document cannot be read', async () => {
    await using world = await startWorld();
    const matched = world.sandbox.world.acme.lightyear.matches[0];
    const order = { company: 'acme', source: 'LIGHTYEAR', sourceId: matched?.order.documentId ?? '' } as const;
    world.sandbox.lightyear.fail('getInvoice', status(500));
    const { data, errors } = await world.ask(
      'query ($id: ID!, $line: String!) { purchaseOrder(id: $id) { lineMatches(lineId: $line) { type document { ... on Invoice { number } } } } }',
      { id: encodeId({ type: 'PurchaseOrder', ...order }), line: matched?.order.lineId },
    );
    expect(data).toMatchObject({ purchaseOrder: { lineMatches: [{ type: 'CONFIRMED', document: null }] } });
    expect(errors[0]).toMatchObject({ path: ['purchaseOrder', 'lineMatches', 0, 'document'] });
  });

  test('leaves the other fields of the query, if it is the whole list', async () => {
    await using world = await startWorld();
    world.sandbox.v6.fail('listInvoices', status(500));
    const { data, errors } = await world.ask(
      '{ companies { id } invoices(filter: { sources: [V6] }) { nodes { id } } columnValues(company: "acme", column: "department", first: 1) { nodes { code } } }',
    );
    expect(data).toMatchObject({
      companies: [{ id: 'acme' }, { id: 'borealis' }],
      invoices: null,
      columnValues: { nodes: [{ code: expect.any(String) }] },
    });
    expect(errors).toMatchObject([{ path: ['invoices'], extensions: { code: 'BACKEND_UNAVAILABLE' } }]);
  });

  test('leaves the outcome of the mutation before it', async () => {
    await using world = await startWorld();
    const [first] = world.sandbox.world.acme.lightyear.invoices;
    const id = encodeId({ type: 'Invoice', ref: { company: 'acme', source: 'LIGHTYEAR', key: [first?.id ?? ''] } });
    const { data, errors } = await world.ask(
      'mutation ($id: ID!) { a: markInvoicesExported(input: { ids: [$id] }) { results { ok } } b: markInvoicesExported(input: { ids: [] }) { results { ok } } }',
      { id },
    );
    expect(data).toEqual({ a: { results: [{ ok: true }] }, b: null });
    expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

interface Lines {
  readonly invoice: {
    readonly number: string;
    readonly lineItems: readonly { readonly sourceId: string; readonly matches: readonly object[] | null }[];
  };
}
