import type { Backend } from '../backends/backend.ts';
import type { InvoiceRef } from '../domain/ids.ts';
import type { InvoiceState } from '../domain/invoice.ts';
import { GatewayError } from '../errors/catalogue.ts';
import type { DocumentMark } from '../store/writes/read-marks.ts';
import type { LoaderDependencies } from './loaders.ts';

export interface StateDependencies extends LoaderDependencies {
  /** True if a list of this operation contains the document. */
  readonly isListed: (document: InvoiceRef) => boolean;
}

/**
 * The states of documents, from the journal, from the index, or else from the lists of their sources. A state that cannot be
 * read is UNKNOWN: one part that fails does not void the documents.
 */
export async function readStates(
  documents: readonly InvoiceRef[],
  dependencies: StateDependencies,
): Promise<readonly InvoiceState[]> {
  const { accounts, journal, isListed } = dependencies;
  const marks = await unlessUnavailable(journal.marks(documents));
  if (marks === undefined) return documents.map(() => 'UNKNOWN');
  const states = documents.map((document, index): InvoiceState | undefined => {
    const backend = accounts.backend(document.company, document.source);
    if (backend === undefined) return 'UNKNOWN';
    return stateOf(marks[index] ?? null, backend) ?? (isListed(document) ? 'AWAITING_EXPORT' : undefined);
  });
  const indexed = await readIndexed(documents, states, dependencies);
  const open = documents.filter((document, index) => states[index] === undefined && !indexed.has(document));
  const asked = open.length === 0 ? undefined : await askSources(open, dependencies);
  return documents.map(
    (document, index) => states[index] ?? indexed.get(document) ?? asked?.get(document) ?? 'UNKNOWN',
  );
}

/** Undefined if only the source's list can tell. */
function stateOf(mark: DocumentMark | null, { exports }: Backend): InvoiceState | undefined {
  if (mark?.kind === 'EXPORTED') return 'EXPORTED';
  // A source without a call for exports still lists the document.
  if (exports === undefined) return 'AWAITING_EXPORT';
  if (mark?.kind === 'REPORTED') return 'REJECTED';
  return mark === null ? undefined : 'EXPORTED';
}

/** The states in the index of the documents whose state is not known yet. */
async function readIndexed(
  documents: readonly InvoiceRef[],
  states: readonly (InvoiceState | undefined)[],
  { index }: LoaderDependencies,
): Promise<ReadonlyMap<InvoiceRef, InvoiceState>> {
  const open = documents.filter((_document, place) => states[place] === undefined);
  const found = open.length === 0 ? [] : ((await unlessUnavailable(index.search('readStates', open))) ?? []);
  return new Map(
    open.flatMap((document, place) => {
      const state = found[place];
      return state === undefined ? [] : [[document, state] as const];
    }),
  );
}

/** The documents whose sources tell, each account asked once. */
async function askSources(
  documents: readonly InvoiceRef[],
  { accounts, reads, signal }: LoaderDependencies,
): Promise<ReadonlyMap<InvoiceRef, InvoiceState>> {
  const states = new Map<InvoiceRef, InvoiceState>();
  const byAccount = Map.groupBy(documents, ({ company, source }) => accounts.backend(company, source));
  const asking = [...byAccount].map(async ([backend, refs]) => {
    const known = refs.flatMap((ref) => {
      const document = backend?.document(ref);
      return document === undefined ? [] : [{ ref, document }];
    });
    if (backend?.exports === undefined || known.length === 0) return;
    const handles = known.map(({ document }) => document);
    const listed = await unlessUnavailable(backend.exports.areListed(handles, reads.of(backend, signal)));
    if (listed === undefined) return;
    for (const [index, { ref }] of known.entries()) states.set(ref, listed[index] ? 'AWAITING_EXPORT' : 'UNKNOWN');
  });
  await Promise.all(asking);
  return states;
}

async function unlessUnavailable<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GatewayError) return undefined;
    throw error;
  }
}
