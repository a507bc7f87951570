import { expect, test } from 'vitest';
import { noOwnPostgres, startOwnPostgres } from '../store/postgres-server.ts';
import { startWorld } from './world.ts';

const QUERY = `{
  searchInvoices(text: "uab") { nodes { id } }
  invoiceTotals(groupBy: []) { totalCount }
  counterparties { totalCount }
  invoices(first: 2, filter: { companies: ["acme"], sources: [LIGHTYEAR] }) {
    nodes { sourceId possibleDuplicates { id } counterparty { name invoices(first: 1) { totalCount } } }
    accounts { ok }
  }
}`;

test.skipIf(noOwnPostgres)(
  'without its store, searches are STORE_UNAVAILABLE, and the lists of the sources still work',
  async () => {
    await using server = await startOwnPostgres();
    await using world = await startWorld({ config: { storage: { databaseUrl: server.url } } });
    const before = await world.ask(QUERY);
    expect(before.errors).toEqual([]);
    await server.kill();
    const { data, errors } = await world.ask<Record<string, unknown>>(QUERY);
    const node = {
      ...{ sourceId: expect.any(String), possibleDuplicates: null },
      counterparty: { name: expect.any(String), invoices: null },
    };
    expect(data).toEqual({
      ...{ searchInvoices: null, invoiceTotals: null, counterparties: null },
      invoices: { nodes: [node, node], accounts: [{ ok: true }] },
    });
    expect(new Set(errors.map(({ extensions: { code } }) => code))).toEqual(new Set(['STORE_UNAVAILABLE']));
    expect(errors).toHaveLength(3 + 2 * 2);
  },
);
