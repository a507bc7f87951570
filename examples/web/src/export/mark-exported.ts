import type { ApolloClient } from '@apollo/client';
import { MarkInvoicesExportedDocument } from 'invoice-gateway-client';
import { toFailure } from '../gateway/failure.ts';
import { removeFromLists } from '../inbox/list-changes.ts';

/** What became of one document. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string; readonly retryable: boolean }
  /** The source may have done it. */
  | { readonly kind: 'unknown' };

/** As many as the gateway takes at once. */
const BATCH = 200;

/** Tells the source that the documents were taken over; an outcome for each, whatever happens on the way. */
export async function markExported(
  client: ApolloClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH);
    try {
      const { data } = await client.mutate({ mutation: MarkInvoicesExportedDocument, variables: { ids: batch } });
      for (const { id, ok, error } of data?.markInvoicesExported?.results ?? []) {
        if (ok) outcomes.set(id, { kind: 'done' });
        else if (error === null) outcomes.set(id, { kind: 'failed', message: 'no reason is given.', retryable: false });
        else if (error.code === 'OUTCOME_UNKNOWN') outcomes.set(id, { kind: 'unknown' });
        else outcomes.set(id, { kind: 'failed', message: error.message, retryable: error.retryable });
      }
      // Of which nothing was said.
      for (const id of batch) if (!outcomes.has(id)) outcomes.set(id, { kind: 'unknown' });
    } catch (error) {
      const { isUnknown, message, retryable } = toFailure(error);
      for (const id of batch)
        outcomes.set(id, isUnknown ? { kind: 'unknown' } : { kind: 'failed', message, retryable });
    }
  }
  removeFromLists(client.cache, new Set([...outcomes].filter(([, { kind }]) => kind === 'done').map(([id]) => id)));
  return outcomes;
}
