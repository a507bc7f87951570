import type { Resolvers } from '../../__generated__/resolvers.ts';
import { encodeId } from '../../domain/ids.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import { companyOf } from '../company/company-of.ts';
import { byDocument, byKey, type InvoiceFields, inKey } from './needs-document.ts';

export const invoiceResolvers: Pick<Resolvers, 'InvoiceFile'> & {
  Invoice: InvoiceFields;
  Query: Pick<Resolvers['Query'] & {}, 'invoice'>;
} = {
  Query: {
    invoice: (_parent, { id }, { loaders }) => loaders.invoice.load(identityOf('Invoice', id).ref),
  },
  Invoice: {
    id: byKey(({ ref }) => encodeId({ type: 'Invoice', ref })),
    source: byKey(({ ref }) => ref.source),
    sourceId: inKey,
    company: byKey(({ ref }, _args, { accounts }) => companyOf(ref.company, accounts)),
    file: byDocument(({ file, ref }) => file && { ...file, ref }),
  },
  InvoiceFile: {
    downloadUrl: ({ ref, url }, _args, { loaders, accounts }) =>
      url === null
        ? loaders.downloadUrl.load(ref)
        : (accounts.backend(ref.company, ref.source)?.files?.handOn(url) ?? null),
  },
};
