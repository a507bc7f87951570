import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SOURCES } from '../../src/domain/source.ts';
import { startWorld } from './world.ts';

const FIRST_QUERY = readFileSync(new URL('../../src/server/explorers/first-query.graphql', import.meta.url), 'utf8');

interface FirstAnswer {
  readonly invoices: {
    readonly nodes: readonly {
      readonly id: string;
      readonly source: string;
      readonly company: { readonly name: string };
      readonly kind: string;
      readonly netAmount: string | null;
      readonly supplier: { readonly name: string | null } | null;
      readonly lineItems: readonly { readonly description: string | null }[];
    }[];
    readonly accounts: readonly {
      readonly company: { readonly name: string };
      readonly source: string;
      readonly ok: boolean;
      readonly error: null;
    }[];
  };
}

test('one question is answered by all sources of two companies', async () => {
  await using world = await startWorld();

  const { data, errors } = await world.ask<FirstAnswer>(FIRST_QUERY);

  expect(errors).toEqual([]);
  const { nodes = [], accounts = [] } = data?.invoices ?? {};
  expect(nodes).toHaveLength(20);
  const everyAccount = ['Acme Ltd', 'UAB Borealis'].flatMap((name) => SOURCES.map((source) => `${name} ${source}`));
  expect(accounts.map(({ company, source, ok }) => `${company.name} ${source} ${ok}`)).toEqual(
    everyAccount.map((account) => `${account} true`),
  );
  expect(new Set(nodes.map(({ company, source }) => `${company.name} ${source}`))).toEqual(new Set(everyAccount));
  expect(nodes.some(({ lineItems }) => lineItems.length > 1)).toBe(true);
  expect(nodes.some(({ supplier }) => supplier?.name)).toBe(true);
  expect(
    nodes
      .filter(({ netAmount }) => netAmount !== null)
      .every(({ netAmount }) => /^-?\d+(\.\d+)?$/.test(String(netAmount))),
  ).toBe(true);
});
