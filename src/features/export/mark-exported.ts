import type { Backend } from '../../backends/backend.ts';
import type { Context } from '../../context.ts';
import { echoOf } from '../../domain/ids.ts';
import { GatewayError, UnsupportedBySource } from '../../errors/catalogue.ts';
import { toUserError, type UserErrorFields } from '../../errors/user-error.ts';
import { writableInvoice } from './writable-invoice.ts';

export interface ExportResult {
  readonly id: string;
  readonly ok: boolean;
  readonly error: UserErrorFields | null;
}

/**
 * Marks documents exported, each once however often it is named, all side by side: the accounts bound how many go out at
 * once. What a write changed is forgotten before its outcome is told.
 */
export async function markExported(ids: readonly string[], context: Context): Promise<readonly ExportResult[]> {
  const touched = new Set<Backend>();
  const firstPlaces = new Map(ids.map((id, index) => [id, index] as const).reverse());
  const markEach = [...new Set(ids)].map(
    async (id) => [id, await markOne(id, firstPlaces.get(id) ?? 0, context, touched)] as const,
  );
  try {
    const outcomes = new Map(await Promise.all(markEach));
    return ids.map((id) => toResult(id, outcomes.get(id) ?? null));
  } finally {
    await Promise.all([...touched].map((backend) => context.reads.forget(backend)));
  }
}

/** Null where it was done; any other fault than one that a caller can act on goes on. */
async function markOne(
  id: string,
  index: number,
  context: Context,
  touched: Set<Backend>,
): Promise<GatewayError | null> {
  try {
    const { backend, ref } = writableInvoice(id, context, ['input', 'ids', String(index)]);
    if (backend.exports === undefined)
      throw new UnsupportedBySource(`${ref.source} documents cannot be marked exported: leave them out`, {
        accountId: ref,
      });
    touched.add(backend);
    await backend.exports.markExported(ref.key, context.signal);
    return null;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

function toResult(id: string, error: GatewayError | null): ExportResult {
  return { id: echoOf(id), ok: error === null, error: error && toUserError(error) };
}
