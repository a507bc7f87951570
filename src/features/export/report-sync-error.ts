import type { ReportSyncErrorInput } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import { BadUserInput, UnsupportedBySource } from '../../errors/catalogue.ts';
import { hasMoreCharactersThan } from '../arguments.ts';
import type { RequestKey } from '../write/idempotency-key.ts';
import { writableInvoice } from './writable-invoice.ts';

const MAX_CHARACTERS = 2_000;

/** Tells the accountant at the document's source why it could not be taken over. */
export async function reportSyncError(
  { invoiceId, message }: ReportSyncErrorInput,
  key: RequestKey | null,
  context: Context,
): Promise<void> {
  checkMessage(message);
  const { backend, document } = writableInvoice(invoiceId, context, ['input', 'invoiceId']);
  const { syncErrors } = backend;
  if (syncErrors === undefined)
    throw new UnsupportedBySource(`${document.source} takes no errors about its documents`, { accountId: document });
  await context.write({
    account: backend,
    action: 'REPORT_SYNC_ERROR',
    subject: document,
    key: key?.of('') ?? null,
    send: async (ticket) => {
      await syncErrors.report(document, message, context.reads.of(backend, ticket.signal), ticket);
      return null;
    },
  });
}

function checkMessage(message: string): void {
  const field = ['input', 'message'];
  if (message.trim() === '') throw new BadUserInput('Say what went wrong: the message is empty', { field });
  if (hasMoreCharactersThan(MAX_CHARACTERS, message))
    throw new BadUserInput(`The message has more than ${MAX_CHARACTERS} characters: shorten it`, { field });
}
