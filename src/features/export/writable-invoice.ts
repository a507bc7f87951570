import type { Backend, DocumentHandle } from '../../backends/backend.ts';
import type { Context } from '../../context.ts';
import { BadUserInput, NotFound } from '../../errors/catalogue.ts';
import { identityOf } from '../../loaders/identity-of.ts';

/**
 * The document of an id, and its account, which may no longer have it. Throws BadUserInput with the `field` of the id
 * if it is not the id of an invoice. Throws NotFound if the caller may not see the account, as if the document did not
 * exist.
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
