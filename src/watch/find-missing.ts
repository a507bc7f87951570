import type { DocumentIndex } from '../store/index/document-index.ts';
import { subjectText } from '../store/subject.ts';
import type { WatchedAccount } from '../store/watch/lease-watches.ts';

const PAGE = 1_000;

/** The documents of an account that the index has as listed, and that are not in `listed`, by their keys as JSON. */
export async function findMissing(
  index: Pick<DocumentIndex, 'listed'>,
  account: WatchedAccount,
  listed: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (let after: readonly string[] | null = null; ; ) {
    const page: readonly (readonly string[])[] = await index.listed(account, after, PAGE);
    for (const key of page) {
      const subject = subjectText(key);
      if (!listed.has(subject)) missing.add(subject);
    }
    if (page.length < PAGE) return missing;
    after = page.at(-1) ?? null;
  }
}
