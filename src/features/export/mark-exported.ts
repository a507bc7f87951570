import type { Backend, DocumentHandle } from '../../backends/backend.ts';
import type { Context } from '../../context.ts';
import { echoOf } from '../../domain/ids.ts';
import { GatewayError, NotFound } from '../../errors/catalogue.ts';
import { toUserError, type UserErrorFields } from '../../errors/user-error.ts';
import { currentId } from '../../loaders/identity-of.ts';
import type { RequestKey } from '../write/idempotency-key.ts';
import { writableInvoice } from './writable-invoice.ts';

export interface ExportResult {
  readonly id: string;
  readonly ok: boolean;
  readonly error: UserErrorFields | null;
  readonly isSourceTold: boolean;
  readonly writeId: string | null;
  readonly isReplay: boolean;
}

type Outcome = Omit<ExportResult, 'id' | 'ok'>;

/**
 * Marks documents exported, concurrently, and each of them once even if it is named several times. The accounts limit
 * how many calls are in flight.
 */
export async function markExported(
  ids: readonly string[],
  key: RequestKey | null,
  context: Context,
): Promise<readonly ExportResult[]> {
  // A document can have been given under several ids.
  const current = ids.map(currentId);
  const markEach = [...new Set(current)].map(async (id): Promise<[string, Outcome]> => {
    const field = ['input', 'ids', String(current.indexOf(id))];
    return [id, await markOne({ id, field, key }, context)];
  });
  const outcomes = new Map(await Promise.all(markEach));
  return ids.map((id, index) => toResult(id, outcomes.get(current[index] ?? id)));
}

interface Marked {
  readonly id: string;
  /** The place of the id in the input. */
  readonly field: readonly string[];
  readonly key: RequestKey | null;
}

/** The outcome has an error if its caller can act on it. Throws any other error. */
async function markOne({ id, field, key }: Marked, context: Context): Promise<Outcome> {
  let isSourceTold = false;
  try {
    const { backend, document } = writableInvoice(id, context, field);
    const { exports } = backend;
    isSourceTold = exports !== undefined;
    // A source that is not told cannot say either that it does not have the document.
    if (exports === undefined) await requireDocument(document, context);
    const { writeId, isReplay } = await context.write({
      account: backend,
      action: 'MARK_EXPORTED',
      subject: document,
      key: key?.of(id) ?? null,
      send: sendTo(exports, document),
    });
    return { error: null, isSourceTold, writeId, isReplay };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { error: toUserError(error), isSourceTold, writeId: error.writeId ?? null, isReplay: error.isReplay };
  }
}

function sendTo(exports: Backend['exports'], document: DocumentHandle) {
  if (exports === undefined) return null;
  return async (ticket: Parameters<typeof exports.markExported>[1]) => {
    await exports.markExported(document, ticket);
    return null;
  };
}

/** Throws NotFound if the source does not have the document, or the error of a source that does not answer. */
async function requireDocument(document: DocumentHandle, { loaders }: Context): Promise<void> {
  const invoice = await loaders.invoice.load(document);
  if (invoice === null) throw new NotFound('The source does not have it.', { accountId: document });
}

function toResult(id: string, outcome: Outcome | undefined): ExportResult {
  if (outcome === undefined) throw new TypeError('A document has no outcome');
  return { id: echoOf(id), ok: outcome.error === null, ...outcome };
}
