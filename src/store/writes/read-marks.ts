import type { InvoiceRef } from '../../domain/ids.ts';
import type { Source } from '../../domain/source.ts';
import { ask, type Builder, type Steps } from '../statements.ts';
import { subjectText } from '../subject.ts';

/**
 * A fact about a document's state that the journal knows: a write marked it exported, or reported an error; or its source refused a
 * write because it no longer waits for export.
 */
export interface DocumentMark {
  readonly kind: 'EXPORTED' | 'REPORTED' | 'NOT_WAITING';
  readonly writeId: string;
}

interface Group {
  readonly company: string;
  readonly source: Source;
  readonly subjects: readonly string[];
}

const KINDS: Readonly<Record<string, DocumentMark['kind']>> = {
  MARK_EXPORTED: 'EXPORTED',
  REPORT_SYNC_ERROR: 'REPORTED',
};

/** The last mark of each document; null for one without a mark. */
export function* readMarks(
  database: Builder,
  documents: readonly InvoiceRef[],
): Steps<readonly (DocumentMark | null)[]> {
  const marks = new Map<string, DocumentMark>();
  for (const group of groupsOf(documents)) {
    for (const [subject, mark] of yield* marksOfWrites(database, group)) marks.set(nameOf({ ...group, subject }), mark);
    // A mark is kept for longer than its write.
    for (const { subject, write_id } of yield* localMarks(database, group))
      marks.set(nameOf({ ...group, subject }), { kind: 'EXPORTED', writeId: write_id });
  }
  return documents.map(({ key, ...account }) => marks.get(nameOf({ ...account, subject: subjectText(key) })) ?? null);
}

function groupsOf(documents: readonly InvoiceRef[]): readonly Group[] {
  const groups = Map.groupBy(documents, ({ company, source }) => JSON.stringify([company, source]));
  return [...groups.values()].flatMap((ofAccount) => {
    const [first] = ofAccount;
    const subjects = [...new Set(ofAccount.map(({ key }) => subjectText(key)))];
    return first === undefined ? [] : [{ company: first.company, source: first.source, subjects }];
  });
}

function* marksOfWrites(
  database: Builder,
  { company, source, subjects }: Group,
): Steps<readonly (readonly [subject: string, mark: DocumentMark])[]> {
  const rows = yield* ask(
    database
      .selectFrom('writes')
      .select(['id', 'subject', 'action', 'outcome'])
      .where('company', '=', company)
      .where('source', '=', source)
      .where('subject', 'in', subjects)
      .where('action', 'in', Object.keys(KINDS))
      .where((eb) =>
        eb.or([eb('outcome', '=', 'DONE'), eb.and([eb('outcome', '=', 'REFUSED'), eb('error_code', '=', 'CONFLICT')])]),
      )
      // The last one counts, and one that was done more than one that was refused.
      .orderBy((eb) => eb.case().when('outcome', '=', 'DONE').then(1).else(0).end())
      .orderBy('started_at')
      .orderBy('id'),
  );
  return rows.flatMap(({ id, subject, action, outcome }) => {
    const kind = outcome === 'DONE' ? KINDS[action] : 'NOT_WAITING';
    return subject === null || kind === undefined ? [] : [[subject, { kind, writeId: id }] as const];
  });
}

function localMarks(database: Builder, { company, source, subjects }: Group) {
  return ask(
    database
      .selectFrom('export_marks')
      .select(['subject', 'write_id'])
      .where('company', '=', company)
      .where('source', '=', source)
      .where('subject', 'in', subjects),
  );
}

function nameOf({ company, source, subject }: { company: string; source: Source; subject: string }): string {
  return JSON.stringify([company, source, subject]);
}
