import type { Resolvers } from '../__generated__/resolvers.ts';
import { encodeId } from '../domain/ids.ts';
import type { SupplierCard } from '../domain/invoice.ts';
import { fitsInKey } from '../domain/source-key.ts';

export const supplierResolvers: Pick<Resolvers, 'SupplierCard'> = {
  SupplierCard: {
    id: (supplier) =>
      encodeId({
        type: 'SupplierCard',
        company: supplier.document.company,
        source: supplier.document.source,
        key: keyOf(supplier),
      }),
    source: ({ document }) => document.source,
    bankAccount: async ({ bankAccount, document }, _args, { loaders }) => {
      if (bankAccount !== 'WITHHELD') return bankAccount;
      const read = (await loaders.invoiceWithBank.load(document))?.supplier?.bankAccount ?? null;
      return read === 'WITHHELD' ? null : read;
    },
  },
};

/**
 * Returns what identifies the supplier at its source. Without any such value, or only with long ones, it belongs to its
 * document.
 */
function keyOf({ sourceId, code, taxNumber, name, document }: SupplierCard): readonly string[] {
  const candidates = { id: sourceId, code, tax: taxNumber, name };
  for (const [kind, value] of Object.entries(candidates)) if (value && fitsInKey(value)) return [kind, value];
  return ['document', ...document.key];
}
