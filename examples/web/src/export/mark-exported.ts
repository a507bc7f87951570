import type { ApolloClient } from '@apollo/client';
import { type InvoiceRowFragment, MarkInvoicesExportedDocument, type WriteOutcome } from 'invoice-gateway-client';
import { toFailure } from '../gateway/failure.ts';
import type { UnknownWrites } from '../gateway/unknown-writes.ts';
import { changeState, removeFromLists } from '../inbox/list-changes.ts';

/** The outcome of one document. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string; readonly retryable: boolean }
  /** The document may or may not have been marked. With a `writeId`, an event will tell. */
  | { readonly kind: 'unknown'; readonly writeId?: string | undefined }
  /** The gateway did not answer: it may or may not have the request. */
  | { readonly kind: 'unreachable' };

type Marked = Pick<InvoiceRowFragment, 'id' | 'source'>;

/** The maximum number of ids that the gateway accepts at once. */
const BATCH = 200;

/** Marks the documents exported. Returns an outcome for each, even if a request fails, and changes the cache accordingly. */
export async function markExported(
  client: ApolloClient,
  unknownWrites: UnknownWrites,
  documents: readonly Marked[],
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (let start = 0; start < documents.length; start += BATCH) {
    const ids = documents.slice(start, start + BATCH).map(({ id }) => id);
    for (const [id, outcome] of await markBatch(client, ids)) outcomes.set(id, outcome);
  }
  for (const [id, outcome] of outcomes)
    if (outcome.kind === 'unknown' && outcome.writeId !== undefined) unknownWrites.note(outcome.writeId, id);
  const done = documents.filter(({ id }) => outcomes.get(id)?.kind === 'done');
  for (const { id } of done) changeState(client.cache, id, 'EXPORTED');
  // The other sources still list them.
  const gone = done.filter(({ source }) => source === 'LIGHTYEAR');
  removeFromLists(client.cache, new Set(gone.map(({ id }) => id)));
  return outcomes;
}

async function markBatch(client: ApolloClient, ids: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
  if (!navigator.onLine) {
    const offline = { kind: 'failed', message: 'you are offline, and nothing was sent.', retryable: true } as const;
    return new Map(ids.map((id) => [id, offline]));
  }
  // Documents that the answer does not mention stay unknown.
  const outcomes = new Map<string, Outcome>(ids.map((id) => [id, { kind: 'unknown' }]));
  try {
    const { data } = await client.mutate({ mutation: MarkInvoicesExportedDocument, variables: { ids } });
    for (const { id, ok, error } of data?.markInvoicesExported?.results ?? []) {
      if (ok) outcomes.set(id, { kind: 'done' });
      else if (error === null) outcomes.set(id, { kind: 'failed', message: 'no reason was given.', retryable: false });
      else if (error.code === 'OUTCOME_UNKNOWN')
        outcomes.set(id, { kind: 'unknown', writeId: error.writeId ?? undefined });
      else outcomes.set(id, { kind: 'failed', message: error.message, retryable: error.retryable });
      if (error?.documentState) changeState(client.cache, id, error.documentState);
    }
    return outcomes;
  } catch (error) {
    const { isUnreachable, isUnknown, message, retryable } = toFailure(error);
    if (isUnreachable) return new Map(ids.map((id) => [id, { kind: 'unreachable' }]));
    return isUnknown ? outcomes : new Map(ids.map((id) => [id, { kind: 'failed', message, retryable }]));
  }
}

/** The outcome as it is known now, if it was unknown before. */
export function settle(outcome: Outcome | undefined, known: ReadonlyMap<string, WriteOutcome>): Outcome | undefined {
  if (outcome?.kind !== 'unknown' || outcome.writeId === undefined) return outcome;
  switch (known.get(outcome.writeId)) {
    case 'DONE':
      return { kind: 'done' };
    case 'NOT_DONE':
      return { kind: 'failed', message: 'the source did not get the request.', retryable: true };
    case 'REFUSED':
      return { kind: 'failed', message: 'the source refused it.', retryable: false };
    case 'UNKNOWN':
      return { kind: 'unknown' };
    default:
      return outcome;
  }
}
