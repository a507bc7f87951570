import type { ReadKind } from '../backends/backend.ts';
import type { Origin } from '../errors/catalogue.ts';

/** Grows when the stored shape of any value changes: what an older gateway wrote is then not read. */
const SHAPE = 2;

/** Names a read in a cache. There is none without its account, so that no company can meet another's data. */
export function cacheKey(account: Origin, kind: ReadKind, key: string): string {
  return `${SHAPE}:${account.company}:${account.source}:${kind}:${key}`;
}
