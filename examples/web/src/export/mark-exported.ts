import type { ApolloClient } from '@apollo/client';
import { MarkInvoicesExportedDocument } from 'invoice-gateway-client';
import { toFailure } from '../gateway/failure.ts';
import { removeFromLists } from '../inbox/list-changes.ts';

/** The outcome of one document. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string; readonly retryable: boolean }
  /** The document may or may not have been marked. */
  | { readonly kind: 'unknown' };

/** The maximum number of ids that the gateway accepts at once. */
const BATCH = 200;

/** Marks the documents exported at their source. Returns an outcome for each, even if a request fails. */
export async function markExported(
  client: ApolloClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH);
    try {
      const { data } = await client.mutate({ mutation: MarkInvoicesExportedDocument, variables: { ids: batch } });
      for (const { id, ok, error } of data?.markInvoicesExported.results ?? []) {
        if (ok) outcomes.set(id, { kind: 'done' });
        else if (error === null)
          outcomes.set(id, { kind: 'failed', message: 'no reason was given.', retryable: false });
        else if (error.code === 'OUTCOME_UNKNOWN') outcomes.set(id, { kind: 'unknown' });
        else outcomes.set(id, { kind: 'failed', message: error.message, retryable: error.retryable });
      }
      // Documents that the answer does not mention.
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
