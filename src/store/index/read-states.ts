import type { InvoiceRef } from '../../domain/ids.ts';
import type { InvoiceState } from '../../domain/invoice.ts';
import { ask, type Builder, type Steps } from '../statements.ts';
import { subjectText } from '../subject.ts';
import { groupByAccount, INVOICE_STATES, nameOf } from './journal-states.ts';

/** The states of documents, in their order; undefined for one that is not in the index. */
export function* readStates(
  database: Builder,
  documents: readonly InvoiceRef[],
): Steps<readonly (InvoiceState | undefined)[]> {
  const names = documents.map(({ company, source, key }) => ({ company, source, subject: subjectText(key) }));
  const states = new Map<string, InvoiceState | undefined>();
  for (const { company, source, subjects } of groupByAccount(names)) {
    const rows = yield* ask(
      database
        .selectFrom('documents')
        .select(['subject', 'state'])
        .where('company', '=', company)
        .where('source', '=', source)
        .where('subject', 'in', subjects),
    );
    for (const { subject, state } of rows)
      states.set(
        nameOf({ company, source, subject }),
        INVOICE_STATES.find((one) => one === state),
      );
  }
  return names.map((name) => states.get(nameOf(name)));
}

export interface AccountCount {
  readonly company: string;
  readonly source: string;
  readonly documents: number;
}

/** The number of documents of each account of some companies. */
export function* countByAccount(database: Builder, companies: readonly string[]): Steps<readonly AccountCount[]> {
  if (companies.length === 0) return [];
  const rows = yield* ask(
    database
      .selectFrom('documents')
      .select(['company', 'source', (eb) => eb.fn.countAll<number>().as('documents')])
      .where('company', 'in', companies)
      .groupBy(['company', 'source']),
  );
  return rows.map((row) => ({ ...row, documents: Number(row.documents) }));
}
