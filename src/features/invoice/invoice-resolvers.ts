import type { Resolvers } from '../../__generated__/resolvers.ts';
import { encodeId, type InvoiceRef } from '../../domain/ids.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import { companyOf } from '../company/company-of.ts';

export const invoiceResolvers: Pick<Resolvers, 'Invoice' | 'InvoiceFile'> & {
  Query: Pick<Resolvers['Query'] & {}, 'invoice'>;
} = {
  Query: {
    invoice: (_parent, { id }, { loaders }) => loaders.invoice.load(identityOf('Invoice', id).ref),
  },
  Invoice: {
    id: ({ ref }) => idOf(ref),
    source: ({ ref }) => ref.source,
    company: ({ ref }, _args, { accounts }) => companyOf(ref.company, accounts),
    file: (invoice) => ('file' in invoice && invoice.file !== null ? { ...invoice.file, ref: invoice.ref } : null),
  },
  InvoiceFile: {
    downloadUrl: ({ ref, url }, _args, { loaders, accounts }) =>
      url === null
        ? loaders.downloadUrl.load(ref)
        : (accounts.backend(ref.company, ref.source)?.files?.handOn(url) ?? null),
  },
};

function idOf(ref: InvoiceRef): string {
  return encodeId({ type: 'Invoice', ref });
}
