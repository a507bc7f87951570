import type { InvoiceRef } from '../domain/ids.ts';
import type { Invoice } from '../domain/invoice.ts';
import type { LoaderDependencies } from './loaders.ts';

/** Reads documents of any accounts. Asks each account once, with all of its keys, and all accounts concurrently. */
export async function batchInvoices(
  refs: readonly InvoiceRef[],
  { accounts, reads, signal }: LoaderDependencies,
  options?: { fresh: boolean },
): Promise<readonly (Invoice | null | Error)[]> {
  const found = new Map<InvoiceRef, Invoice | null | Error>();
  const byAccount = Map.groupBy(refs, ({ company, source }) => accounts.backend(company, source));
  await Promise.all(
    [...byAccount].map(async ([backend, ofAccount]) => {
      if (backend === undefined) return;
      const read = await backend.readInvoices(
        ofAccount.map(({ key }) => key),
        reads.of(backend, signal, options),
      );
      ofAccount.forEach((ref, index) => {
        found.set(ref, read[index] ?? null);
      });
    }),
  );
  return refs.map((ref) => found.get(ref) ?? null);
}
