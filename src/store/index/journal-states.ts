import { ask, type Builder, type Steps } from '../statements.ts';
import { lockIndex } from './index-partitions.ts';

/** A document, by the source's key as it is stored. */
export interface DocumentName {
  readonly company: string;
  readonly source: string;
  readonly subject: string;
}

/** AWAITING_EXPORT: it is listed. UNKNOWN: it is not listed any more, and the gateway did not cause that. */
export const INVOICE_STATES = ['AWAITING_EXPORT', 'EXPORTED', 'REJECTED', 'UNKNOWN'] as const;

export type InvoiceState = (typeof INVOICE_STATES)[number];

/** The states that a write of the gateway leads to. They stay. */
export type WrittenState = Extract<InvoiceState, 'EXPORTED' | 'REJECTED'>;

export const WRITTEN_STATES: readonly WrittenState[] = ['EXPORTED', 'REJECTED'];

/** Sources where a sync error is a rejection, after which the document is not listed any more. */
const REJECTING: ReadonlySet<string> = new Set(['LIGHTYEAR']);

/** The state that a write leads to when it is done; undefined if it does not change the state. */
export function stateAfter(action: string, source: string): WrittenState | undefined {
  if (action === 'MARK_EXPORTED') return 'EXPORTED';
  return action === 'REPORT_SYNC_ERROR' && REJECTING.has(source) ? 'REJECTED' : undefined;
}

/**
 * Records that documents were exported or rejected, in the transaction that records the outcome of the write. Documents that are not
 * in the index get their state from the journal when they are stored.
 */
export function* setDocumentStates(
  database: Builder,
  changes: readonly (DocumentName & { readonly state: WrittenState })[],
): Steps<void> {
  if (changes.length === 0) return;
  yield* lockIndex(database);
  for (const [state, names] of Map.groupBy(changes, (change) => change.state))
    for (const { company, source, subjects } of groupByAccount(names))
      yield* ask(
        database
          .updateTable('documents')
          .set({ state })
          .where('company', '=', company)
          .where('source', '=', source)
          .where('subject', 'in', subjects),
      );
}

/** The states of documents by `nameOf`, for those that the gateway has exported or rejected. */
export function* journalStates(
  database: Builder,
  names: readonly DocumentName[],
): Steps<ReadonlyMap<string, WrittenState>> {
  const states = new Map<string, WrittenState>();
  for (const { company, source, subjects } of groupByAccount(names)) {
    const done = yield* ask(
      database
        .selectFrom('writes')
        .select(['subject', 'action'])
        .where('company', '=', company)
        .where('source', '=', source)
        .where('subject', 'in', subjects)
        .where('outcome', '=', 'DONE')
        .orderBy('started_at'),
    );
    const marked = yield* ask(
      database
        .selectFrom('export_marks')
        .select('subject')
        .where('company', '=', company)
        .where('source', '=', source)
        .where('subject', 'in', subjects),
    );
    const set = (subject: string | null, state: WrittenState | undefined) => {
      if (subject !== null && state !== undefined) states.set(nameOf({ company, source, subject }), state);
    };
    for (const { subject, action } of done) set(subject, stateAfter(action, source));
    // The journal forgets its writes after a time, and the marks stay.
    for (const { subject } of marked) set(subject, 'EXPORTED');
  }
  return states;
}

export function nameOf({ company, source, subject }: DocumentName): string {
  return `${source} ${company} ${subject}`;
}

interface AccountSubjects {
  readonly company: string;
  readonly source: string;
  readonly subjects: readonly string[];
}

export function groupByAccount(names: readonly DocumentName[]): readonly AccountSubjects[] {
  const groups = Map.groupBy(names, ({ company, source }) => `${source} ${company}`);
  return [...groups.values()].map((group) => ({
    company: group[0]?.company ?? '',
    source: group[0]?.source ?? '',
    subjects: group.map(({ subject }) => subject),
  }));
}
