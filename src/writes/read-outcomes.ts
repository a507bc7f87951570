import type { Backend, Capabilities, DocumentHandle, Reads } from '../backends/backend.ts';
import type { Unresolved } from '../store/writes/read-writes.ts';

export interface OutcomeSources {
  readonly account: (company: string, source: Backend['source']) => Backend | undefined;
  readonly readsOf: (account: Backend) => Reads;
}

/** UNKNOWN: the source does not answer. */
export type ReadOutcome = 'DONE' | 'NOT_DONE' | 'UNKNOWN';

interface Shown {
  readonly one: Unresolved;
  readonly account: Backend;
  readonly exports: Capabilities['exports'];
  readonly document: DocumentHandle;
}

/**
 * Looks at the sources for the outcomes of writes, at each account once: a document that was exported or rejected is no longer
 * listed. A write whose source does not show its outcome is left out.
 */
export async function readOutcomes(
  unresolved: readonly Unresolved[],
  sources: OutcomeSources,
): Promise<ReadonlyMap<Unresolved, ReadOutcome>> {
  const shown = unresolved.flatMap((one) => shownBy(one, sources) ?? []);
  const byAccount = Map.groupBy(shown, ({ account }) => account);
  const read = [...byAccount].map(async ([account, ofAccount]) => {
    const documents = ofAccount.map(({ document }) => document);
    const listed = await ofAccount[0]?.exports.areListed(documents, sources.readsOf(account)).catch(() => undefined);
    return ofAccount.map(({ one }, index): [Unresolved, ReadOutcome] => {
      if (listed === undefined) return [one, 'UNKNOWN'];
      return [one, listed[index] === true ? 'NOT_DONE' : 'DONE'];
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
