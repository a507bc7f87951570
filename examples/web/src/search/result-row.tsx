import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { memo, type Ref } from 'react';
import { InvoiceCells } from '../parts/invoice-cells.tsx';

interface Props {
  readonly ref: Ref<HTMLTableRowElement>;
  readonly invoice: InvoiceRowFragment;
  /** Its place in the list, from 0. */
  readonly index: number;
  /** True for the row that Tab leads to. */
  readonly isActive: boolean;
}

export const ResultRow = memo(({ ref, invoice, index, isActive }: Props) => (
  // The first row of the table is its header.
  <tr ref={ref} data-invoice={invoice.id} data-index={index} aria-rowindex={index + 2}>
    <InvoiceCells
      invoice={invoice}
      name={invoice.fullNumber}
      party={invoice.counterparty?.name}
      amount={invoice.signedGrossAmount}
      tabIndex={isActive ? 0 : -1}
    />
  </tr>
));
