import { countCounterparties, listCounterparties } from './index/list-counterparties.ts';
import { findDuplicates, readDocuments, readListed, readNamedDocuments } from './index/read-documents.ts';
import { countByAccount, readStates } from './index/read-states.ts';
import { countDocuments, searchDocuments } from './index/search-documents.ts';
import { countGroups, sumDocuments } from './index/sum-documents.ts';
import type { Operation } from './statements.ts';

/** Operations that read and may take long. The searching threads of SQLite find them by their names. */
export const SEARCH_OPERATIONS = {
  searchDocuments,
  countDocuments,
  sumDocuments,
  countGroups,
  listCounterparties,
  countCounterparties,
  readDocuments,
  readNamedDocuments,
  readListed,
  readStates,
  countByAccount,
  findDuplicates,
};

type SearchOperations = typeof SEARCH_OPERATIONS;
export type SearchName = keyof SearchOperations;
export type SearchInput<Name extends SearchName> =
  SearchOperations[Name] extends Operation<infer I, unknown> ? I : never;
export type SearchOutput<Name extends SearchName> =
  SearchOperations[Name] extends Operation<never, infer O> ? O : never;

export interface SearchRequest {
  readonly name: SearchName;
  readonly input: unknown;
}

/** The operation of a name, for an input that `Database.search` has checked. */
export function operationOf(name: SearchName): Operation<unknown, unknown> {
  return SEARCH_OPERATIONS[name] as Operation<unknown, unknown>;
}
