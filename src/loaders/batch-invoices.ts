import type { Backend } from '../backends/backend.ts';
import type { InvoiceRef } from '../domain/ids.ts';
import type { Invoice } from '../domain/invoice.ts';
import type { LoaderDependencies } from './loaders.ts';

type Found = Map<InvoiceRef, Invoice | null | Error>;

/** Reads documents of any accounts. Asks each account once, with all of its keys, and all accounts concurrently. */
export async function batchInvoices(
  refs: readonly InvoiceRef[],
  dependencies: LoaderDependencies,
  options?: { fresh: boolean },
): Promise<readonly (Invoice | null | Error)[]> {
  const found: Found = new Map();
  const byAccount = Map.groupBy(refs, ({ company, source }) => dependencies.accounts.backend(company, source));
  await Promise.all(
    [...byAccount].map(async ([backend, ofAccount]) => {
      if (backend !== undefined) await readInto(found, backend, ofAccount, { ...dependencies, options });
    }),
  );
  return refs.map((ref) => found.get(ref) ?? null);
}

async function readInto(
  found: Found,
  backend: Backend,
  refs: readonly InvoiceRef[],
  { reads, signal, options }: LoaderDependencies & { readonly options: { fresh: boolean } | undefined },
): Promise<void> {
  const known = refs.flatMap((ref) => {
    const document = backend.document(ref);
    return document === undefined ? [] : [{ ref, document }];
  });
  const read = await backend.readInvoices(
    known.map(({ document }) => document),
    reads.of(backend, signal, options),
  );
  known.forEach(({ ref }, index) => {
    found.set(ref, read[index] ?? null);
  });
}
