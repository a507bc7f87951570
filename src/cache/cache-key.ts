import type { InvoiceKey, ReadKind } from '../backends/backend.ts';
import type { AccountId } from '../errors/catalogue.ts';

/** Names a read in a cache. Each name contains its account, so that no company can read another's data. */
export function cacheKey(account: AccountId, kind: ReadKind, key: string): string {
  return `${account.company}:${account.source}:${kind}:${key}`;
}

/** Names a document in a cache. */
export function documentCacheKey(account: AccountId, key: InvoiceKey): string {
  return cacheKey(account, 'invoice', key.length === 1 && key[0] !== undefined ? key[0] : JSON.stringify(key));
}
