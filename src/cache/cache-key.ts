import type { InvoiceKey, ReadKind } from '../backends/backend.ts';
import type { AccountId } from '../errors/catalogue.ts';

/** The cache key of a read. It contains the account, so that a company cannot read another company's data. */
export function cacheKey(account: AccountId, kind: ReadKind, key: string): string {
  return `${account.company}:${account.source}:${kind}:${key}`;
}

/** Names a document in a cache. */
export function documentCacheKey(account: AccountId, key: InvoiceKey): string {
  return cacheKey(account, 'invoice', key.length === 1 && key[0] !== undefined ? key[0] : JSON.stringify(key));
}
