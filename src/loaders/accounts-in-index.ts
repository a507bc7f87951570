import type { AccountId } from '../errors/catalogue.ts';
import type { DocumentIndex } from '../store/index/document-index.ts';
import type { WatchRow } from '../store/tables.ts';
import type { WatchStore } from '../store/watch/watch-store.ts';

/** The number of documents that the index has of each account. */
export async function countDocuments(
  accounts: readonly AccountId[],
  index: Pick<DocumentIndex, 'search'>,
): Promise<readonly number[]> {
  const companies = [...new Set(accounts.map(({ company }) => company))];
  const counts = await index.search('countByAccount', companies);
  return accounts.map(
    ({ company, source }) => counts.find((one) => one.company === company && one.source === source)?.documents ?? 0,
  );
}

/** The watch of each account. */
export async function readWatches(
  accounts: readonly AccountId[],
  watches: Pick<WatchStore, 'read'>,
): Promise<readonly (WatchRow | undefined)[]> {
  const rows = await watches.read([...new Set(accounts.map(({ company }) => company))]);
  return accounts.map(({ company, source }) => rows.find((row) => row.company === company && row.source === source));
}
