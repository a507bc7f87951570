import type { Backend, Capabilities, DocumentHandle, Reads } from '../backends/backend.ts';
import type { Unresolved } from '../store/writes/read-writes.ts';
import type { Look } from './looks.ts';

export interface OutcomeSources {
  readonly account: (company: string, source: Backend['source']) => Backend | undefined;
  /** Reads from an account within the limits of one look. */
  readonly read: <T>(account: Backend, read: (reads: Reads) => Promise<T>) => Promise<T>;
}

interface Shown {
  readonly one: Unresolved;
  readonly account: Backend;
  readonly exports: Capabilities['exports'];
  readonly document: DocumentHandle;
}

/** Looks at the sources for the documents of writes, at each account once. Leaves out a write whose source does not show its outcome. */
export async function lookForOutcomes(
  unresolved: readonly Unresolved[],
  sources: OutcomeSources,
): Promise<ReadonlyMap<Unresolved, Look>> {
  const shown = unresolved.flatMap((one) => shownBy(one, sources) ?? []);
  const byAccount = Map.groupBy(shown, ({ account }) => account);
  const read = [...byAccount].map(async ([account, ofAccount]) => {
    const documents = ofAccount.map(({ document }) => document);
    const listed = await sources
      .read(account, async (reads) => ofAccount[0]?.exports.areListed(documents, reads))
      .catch(() => undefined);
    return ofAccount.map(({ one }, index): [Unresolved, Look] => {
      if (listed === undefined) return [one, 'UNKNOWN'];
      return [one, listed[index] === true ? 'LISTED' : 'GONE'];
    });
  });
  return new Map((await Promise.all(read)).flat());
}

function shownBy(one: Unresolved, sources: OutcomeSources): Shown | undefined {
  const { company, source, subject, action } = one.write;
  if (subject === null || (action !== 'MARK_EXPORTED' && action !== 'REPORT_SYNC_ERROR')) return undefined;
  const account = sources.account(company, source);
  const document = account?.document({ company, source, key: subject });
  const { exports } = account ?? {};
  if (account === undefined || exports === undefined || document === undefined) return undefined;
  return { one, account, exports, document };
}
