import type { Backend, DocumentHandle } from '../../backends/backend.ts';
import type { Context } from '../../context.ts';
import { BadUserInput, NotFound } from '../../errors/catalogue.ts';
import { identityOf } from '../../loaders/identity-of.ts';

/**
 * The document behind an id and the account that it is in, which may not have it any more. Throws BadUserInput for what
 * is no id of an invoice, with the `field` it stood in. An account that this caller may not see answers as one that does not have the document.
 */
export function writableInvoice(
  id: string,
  { accounts }: Context,
  field: readonly string[],
): { backend: Backend; document: DocumentHandle } {
  const { ref: document } = invoiceIdentity(id, field);
  const backend = accounts.backend(document.company, document.source);
  if (backend === undefined) throw new NotFound('The source does not have it.', { accountId: document });
  return { backend, document };
}

function invoiceIdentity(id: string, field: readonly string[]) {
  try {
    return identityOf('Invoice', id);
  } catch (cause) {
    throw cause instanceof BadUserInput ? new BadUserInput(cause.message, { cause, field }) : cause;
  }
}
