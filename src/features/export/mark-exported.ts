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
 * Marks documents exported, concurrently, and each of them once even if it is named several times. The accounts limit
 * how many calls are in flight.
 */
export async function markExported(ids: readonly string[], context: Context): Promise<readonly ExportResult[]> {
  const markEach = [...new Set(ids)].map(async (id) => [id, await markOne(id, ids.indexOf(id), context)] as const);
  const outcomes = new Map(await Promise.all(markEach));
  return ids.map((id) => toResult(id, outcomes.get(id) ?? null));
}

/** Null if the document was marked, or the error that its caller can act on. Throws any other error. */
async function markOne(id: string, index: number, context: Context): Promise<GatewayError | null> {
  try {
    const { backend, document } = writableInvoice(id, context, ['input', 'ids', String(index)]);
    const { exports } = backend;
    if (exports === undefined)
      throw new UnsupportedBySource(`${document.source} documents cannot be marked exported: leave them out`, {
        accountId: document,
      });
    await context.write({
      account: backend,
      action: 'MARK_EXPORTED',
      subject: document,
      send: (ticket) => exports.markExported(document, ticket),
    });
    return null;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

function toResult(id: string, error: GatewayError | null): ExportResult {
  return { id: echoOf(id), ok: error === null, error: error && toUserError(error) };
}
