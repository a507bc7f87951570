import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { memo } from 'react';
import { InvoiceCells } from '../parts/invoice-cells.tsx';
import { otherParty } from '../parts/other-party.ts';

interface Props {
  readonly invoice: InvoiceRowFragment;
  readonly isFresh: boolean;
  readonly isSelected: boolean;
  /** Undefined if it cannot be selected. */
  readonly onToggle: (() => void) | undefined;
}

export const InvoiceRow = memo(
  ({ invoice, isFresh, isSelected, onToggle }: Props) => {
    const { id, number, grossAmount } = invoice;
    return (
      <tr data-invoice={id} aria-selected={isSelected}>
        {onToggle && (
          <td className="pick">
            <input
              type="checkbox"
              aria-label={`Select ${number ?? 'Without a number'}`}
              checked={isSelected}
              onChange={onToggle}
            />
          </td>
        )}
        <InvoiceCells
          invoice={invoice}
          name={number}
          party={otherParty(invoice)}
          amount={grossAmount}
          isFresh={isFresh}
        />
      </tr>
    );
  },
  // `onToggle` is a new function on each render, with the same behaviour.
  (before, after) =>
    before.invoice === after.invoice &&
    (before.onToggle === undefined) === (after.onToggle === undefined) &&
    before.isSelected === after.isSelected &&
    before.isFresh === after.isFresh,
);
