import type { InvoiceState } from '../../domain/invoice.ts';
import { ask, type Builder, type Steps } from '../statements.ts';
import { markDuplicates, removeParts } from './index-documents.ts';
import { lockIndex } from './index-partitions.ts';
import { type DocumentName, INVOICE_STATES, WRITTEN_STATES } from './journal-states.ts';

/** Documents that are no longer in their account's list. */
export interface Leave {
  readonly company: string;
  readonly source: string;
  readonly subjects: readonly string[];
  /** Milliseconds since the epoch. */
  readonly leftAt: number;
}

/** A document that has left its list just now. */
export interface Left {
  readonly subject: string;
  readonly state: InvoiceState;
}

/** Rows that are removed in one step. */
const MAX_REMOVED = 200;

/**
 * Records that documents have left their list. The state of those that the gateway has neither exported nor rejected is unknown from
 * then on. Returns those that were listed until now.
 */
export function* leaveDocuments(database: Builder, inputs: readonly Leave[]): Steps<readonly (readonly Left[])[]> {
  yield* lockIndex(database);
  const outputs: (readonly Left[])[] = [];
  for (const { company, source, subjects, leftAt } of inputs) {
    if (subjects.length === 0) {
      outputs.push([]);
      continue;
    }
    const rows = yield* ask(
      database
        .updateTable('documents')
        .set((eb) => ({
          left_at: leftAt,
          state: eb.case().when('state', 'in', WRITTEN_STATES).then(eb.ref('state')).else('UNKNOWN').end(),
        }))
        .where('company', '=', company)
        .where('source', '=', source)
        .where('subject', 'in', subjects)
        .where('left_at', 'is', null)
        .returning(['subject', 'state']),
    );
    outputs.push(
      rows.map(({ subject, state }) => ({ subject, state: INVOICE_STATES.find((one) => one === state) ?? 'UNKNOWN' })),
    );
  }
  return outputs;
}

export interface Forget {
  readonly company: string;
}

/** Documents that left before this time are outdated. Milliseconds since the epoch. */
export interface OldDocuments {
  readonly leftBefore: number;
}

/** Removes some documents of companies, at most MAX_REMOVED each. Returns their number: 0 if there are none left. */
export function* forgetDocuments(database: Builder, inputs: readonly Forget[]): Steps<readonly number[]> {
  yield* lockIndex(database);
  const counts: number[] = [];
  for (const { company } of inputs) {
    const rows = yield* ask(
      database.selectFrom('documents').select(COLUMNS).where('company', '=', company).limit(MAX_REMOVED),
    );
    counts.push(yield* remove(database, rows));
  }
  return counts;
}

/** Removes outdated documents, at most MAX_REMOVED. Returns true if there may be more. */
export function* removeOldDocuments(database: Builder, inputs: readonly OldDocuments[]): Steps<readonly boolean[]> {
  const leftBefore = Math.max(...inputs.map((input) => input.leftBefore));
  const outdated = database.selectFrom('documents').select(COLUMNS).where('left_at', '<', leftBefore);
  const [oldest] = yield* ask(outdated.limit(1));
  if (oldest === undefined) return inputs.map(() => false);
  // Another gateway may be removing the same: read again what there is with the lock.
  yield* lockIndex(database);
  const count = yield* remove(database, yield* ask(outdated.limit(MAX_REMOVED)));
  return inputs.map(() => count === MAX_REMOVED);
}

const COLUMNS = ['id', 'company', 'duplicate_key'] as const;

type Removed = Pick<DocumentName, 'company'> & { readonly id: number; readonly duplicate_key: string | null };

function* remove(database: Builder, rows: readonly Removed[]): Steps<number> {
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  yield* removeParts(database, ids);
  yield* ask(database.deleteFrom('documents').where('id', 'in', ids));
  for (const [company, removed] of Map.groupBy(rows, (row) => row.company)) {
    const keys = removed.flatMap(({ duplicate_key }) => duplicate_key ?? []);
    yield* markDuplicates(database, company, [...new Set(keys)]);
  }
  return rows.length;
}
