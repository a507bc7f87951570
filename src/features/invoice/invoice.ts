import type { Resolvers } from '../../__generated__/resolvers.ts';
import { dueDateOf } from '../../domain/accounting/due-date.ts';
import { fullNumberOf } from '../../domain/accounting/full-number.ts';
import { signedAmountsOf } from '../../domain/accounting/signed-amounts.ts';
import { encodeId, type InvoiceRef } from '../../domain/ids.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import { companyOf } from '../company.ts';
import { readHistory } from '../event/history.ts';
import { counterpartyParent } from '../search/counterparty.ts';
import { byDocument, byKey, type InvoiceFields, inKey, type UnreadInvoice } from './needs-document.ts';

/** An invoice, or only its key if no selected field needs the document. */
export type InvoiceParent = Invoice | UnreadInvoice;

export interface InvoiceFileParent {
  readonly ref: InvoiceRef;
  readonly name: string | null;
  readonly url: string | null;
}

export const invoiceResolvers: Pick<Resolvers, 'InvoiceFile'> & {
  Invoice: InvoiceFields;
  Query: Pick<Resolvers['Query'] & {}, 'invoice'>;
} = {
  Query: {
    invoice: (_parent, { id }, { loaders }) => loaders.invoice.load(identityOf('Invoice', id).ref),
  },
  Invoice: {
    id: byKey(({ ref }) => encodeId({ type: 'Invoice', ref })),
    hasStableId: byKey(({ ref }, _args, { accounts }) => {
      const backend = accounts.backend(ref.company, ref.source);
      const document = backend?.document(ref);
      return backend === undefined || document === undefined || backend.hasStableId(document);
    }),
    source: byKey(({ ref }) => ref.source),
    sourceId: inKey,
    company: byKey(({ ref }, _args, { accounts }) => companyOf(ref.company, accounts)),
    dueDate: byDocument((invoice) => dueDateOf(invoice).date),
    isDueDateComputed: byDocument((invoice) => dueDateOf(invoice).isComputed),
    fullNumber: byDocument(fullNumberOf),
    counterparty: byDocument(counterpartyParent),
    signedNetAmount: byDocument((invoice) => signedAmountsOf(invoice).signedNetAmount),
    signedTaxAmount: byDocument((invoice) => signedAmountsOf(invoice).signedTaxAmount),
    state: byKey(({ ref }, _args, { loaders }) => loaders.state.load(ref)),
    history: byKey(({ ref }, { first }, context) => readHistory(ref, first, context)),
    signedGrossAmount: byDocument((invoice) => signedAmountsOf(invoice).signedGrossAmount),
    possibleDuplicates: byDocument((invoice, _args, { loaders }) => loaders.possibleDuplicates.load(invoice)),
    file: byDocument(({ file, ref }) => file && { ...file, ref }),
  },
  InvoiceFile: {
    downloadUrl: ({ ref, url }, _args, { loaders, accounts }) =>
      url === null
        ? loaders.downloadUrl.load(ref)
        : (accounts.backend(ref.company, ref.source)?.files?.handOn(url) ?? null),
  },
};
