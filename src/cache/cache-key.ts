import type { ReadKind } from '../backends/backend.ts';
import type { AccountId } from '../errors/catalogue.ts';

/** The cache key of a read. It contains the account, so that a company cannot read another company's data. */
export function cacheKey(account: AccountId, kind: ReadKind, key: string): string {
  return `${account.company}:${account.source}:${kind}:${key}`;
}
