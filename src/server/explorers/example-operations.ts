import { readFileSync } from 'node:fs';

/** An operation to start with. */
export interface Example {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

type Variables = Readonly<Record<string, unknown>>;

const FIRST = read('first-query.graphql');

/** Operations stand a blank line apart. */
const OTHERS = read('example-operations.graphql').split(/\n{2,}/);

/** What the sample data has at every start: documents of acme that await their export. */
const OF_SAMPLE_DATA: Variables = {
  id: 'WyJJIiwiYWNtZSIsIkxJR0hUWUVBUiIsImQ0MzcyMTBiLTZiYWQtNDk0Ni1hYWQzLTY3ZDVmNTU4MGRjMiJd',
  ids: ['WyJJIiwiYWNtZSIsIkxJR0hUWUVBUiIsIjlmMzEzY2VhLTlhYzgtNDAyMi1hYzM5LTlmMTQ0ZmQwY2UxMyJd'],
  company: 'acme',
};

const TO_FILL_IN: Variables = {
  id: 'the id of an invoice, as the list gave it',
  ids: ['the id of an invoice that can be marked exported'],
  company: 'the id of a company',
};

const ANYWHERE: Variables = {
  objects: { supplierCards: [{ sourceId: 'S-1', name: 'Nordwind Ltd', countryCode: 'GB', currency: 'GBP' }] },
  jobId: 'the id of a job, as its start gave it',
};

/** What people come for, in that order; the first one answers as it is. */
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
