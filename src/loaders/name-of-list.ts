import { hash } from 'node:crypto';
import type { ListFilter } from '../backends/backend.ts';
import { readOfFilter } from '../backends/registry.ts';

/** Fields of a filter that the gateway itself applies to documents of all sources. */
const SETS = ['companies', 'sources', 'kinds', 'directions'] as const;
const DATES = ['issuedFrom', 'issuedTo'] as const;

/** Names the list that a filter selects. Equivalent filters have the same name. */
export function nameOfList(filter: ListFilter): string {
  const sets = SETS.map((name) => setOf(filter[name]));
  const dates = DATES.map((name) => filter[name] ?? null);
  const ofSources = Object.entries(readOfFilter(filter)).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify([...sets, ...dates, ofSources]), 'base64url').slice(0, 12);
}

function setOf(values: unknown): readonly unknown[] | null {
  return Array.isArray(values) ? [...new Set<unknown>(values)].sort() : null;
}
