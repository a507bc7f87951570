import type { InvoiceState } from '../../domain/invoice.ts';
import { REJECTING_SOURCES, SOURCES } from '../../domain/source.ts';
import { askOnceCompiled, padded } from '../compiled-once.ts';
import type { Builder, Steps } from '../statements.ts';
import { toSubject } from '../subject.ts';
import type { WriteRow } from '../tables.ts';
import { readMarks } from '../writes/read-marks.ts';
import { lockIndex } from './index-partitions.ts';

/** A document, by the source's key as it is stored. */
export interface DocumentName {
  readonly company: string;
  readonly source: string;
  readonly subject: string;
}

export const INVOICE_STATES: readonly InvoiceState[] = ['AWAITING_EXPORT', 'EXPORTED', 'REJECTED', 'UNKNOWN'];

/** The states that a write of the gateway leads to. They stay. */
export type WrittenState = Extract<InvoiceState, 'EXPORTED' | 'REJECTED'>;

export const WRITTEN_STATES: readonly WrittenState[] = ['EXPORTED', 'REJECTED'];

/** A document's state, and whether a write led to it, or a source that refused one. */
export interface StateChange extends DocumentName {
  readonly state: WrittenState;
  /** False if another system has exported it: an earlier write of the gateway counts more. */
  readonly isOurs: boolean;
}

/** The change that follows from a write whose outcome was just recorded. */
export function stateChangeOf(write: WriteRow): readonly StateChange[] {
  const { company, source, subject } = write;
  if (subject === null) return [];
  const name = { company, source, subject };
  if (write.outcome === 'DONE' && write.action === 'MARK_EXPORTED')
    return [{ ...name, state: 'EXPORTED', isOurs: true }];
  if (write.action !== 'MARK_EXPORTED' && write.action !== 'REPORT_SYNC_ERROR') return [];
  if (write.outcome === 'DONE')
    return REJECTING_SOURCES.has(source) ? [{ ...name, state: 'REJECTED', isOurs: true }] : [];
  return write.error_code === 'CONFLICT' ? [{ ...name, state: 'EXPORTED', isOurs: false }] : [];
}

/**
 * Records that documents were exported or rejected, in the transaction that records the outcome of the write. Documents that are not
 * in the index get their state from the journal when they are stored.
 */
export function* setDocumentStates(database: Builder, changes: readonly StateChange[]): Steps<void> {
  if (changes.length === 0) return;
  yield* lockIndex(database);
  for (const equal of Map.groupBy(changes, ({ state, isOurs }) => `${state} ${isOurs}`).values()) {
    const [first] = equal;
    if (first === undefined) continue;
    for (const { company, source, subjects } of groupByAccount(equal)) {
      yield* askOnceCompiled(database, {
        name: first.isOurs ? 'set states' : 'set states of others',
        values: { state: first.state, company, source, subjects: padded(subjects) },
        build: (values) => {
          const update = database
            .updateTable('documents')
            .set({ state: values.state })
            .where('company', '=', values.company)
            .where('source', '=', values.source)
            .where('subject', 'in', values.subjects);
          return first.isOurs ? update : update.where('state', 'not in', WRITTEN_STATES);
        },
      });
    }
  }
}

/** The states of documents by `nameOf`, for those that were exported or rejected as far as the journal knows. */
export function* journalStates(
  database: Builder,
  names: readonly DocumentName[],
): Steps<ReadonlyMap<string, WrittenState>> {
  const states = new Map<string, WrittenState>();
  const known = names.flatMap(({ company, source, subject }) => {
    const ofUs = SOURCES.find((one) => one === source);
    return ofUs === undefined ? [] : [{ company, source: ofUs, subject, key: toSubject(subject) ?? [] }];
  });
  const marks = yield* readMarks(database, known);
  for (const [place, name] of known.entries()) {
    const kind = marks[place]?.kind;
    if (kind === 'REPORTED' && REJECTING_SOURCES.has(name.source)) states.set(nameOf(name), 'REJECTED');
    else if (kind === 'EXPORTED' || kind === 'NOT_WAITING') states.set(nameOf(name), 'EXPORTED');
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
