import { readFileSync } from 'node:fs';

/** An operation that the explorers offer. */
export interface Example {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

type Variables = Readonly<Record<string, unknown>>;

const FIRST = read('first-query.graphql');

/** Blank lines separate the operations. */
const OTHERS = read('example-operations.graphql').split(/\n{2,}/);

/** Part of the sample data at every start: documents of acme that are not exported yet. */
const OF_SAMPLE_DATA: Variables = {
  id: 'WyJJIiwiYWNtZSIsIkxJR0hUWUVBUiIsImQ0MzcyMTBiLTZiYWQtNDk0Ni1hYWQzLTY3ZDVmNTU4MGRjMiJd',
  ids: ['WyJJIiwiYWNtZSIsIkxJR0hUWUVBUiIsIjlmMzEzY2VhLTlhYzgtNDAyMi1hYzM5LTlmMTQ0ZmQwY2UxMyJd'],
  company: 'acme',
  text: 'zuvis',
};

const TO_FILL_IN: Variables = {
  id: 'the id of an invoice from the list',
  ids: ['the id of an invoice that can be marked exported'],
  company: 'the id of a company',
  text: 'a part of a number or a name',
};

const ANYWHERE: Variables = {
  objects: { supplierCards: [{ sourceId: 'S-1', name: 'Nordwind Ltd', countryCode: 'GB', currency: 'GBP' }] },
  jobId: 'the id of a job that you started',
};

/** Returns the operations in the order in which people need them. The first one runs unchanged. */
export function exampleOperations(isSampleData: boolean): readonly Example[] {
  const values = { ...ANYWHERE, ...(isSampleData ? OF_SAMPLE_DATA : TO_FILL_IN) };
  return [FIRST, ...OTHERS].map((text) => {
    const query = `${text.trim()}\n`;
    const declared = [...query.matchAll(/\$(\w+):/g)].map(([, name = '']) => [name, values[name]] as const);
    return declared.length === 0 ? { query } : { query, variables: Object.fromEntries(declared) };
  });
}

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
