import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { memo } from 'react';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { Amount } from '../parts/amount.tsx';
import { Day } from '../parts/day.tsx';
import { formatDay } from '../parts/format-date.ts';
import { nameOfKind, nameOfSource } from '../parts/names.ts';
import { otherParty } from '../parts/other-party.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import { StateBadge } from '../parts/state-badge.tsx';

interface Props {
  readonly invoice: InvoiceRowFragment;
  readonly isFresh: boolean;
  readonly isSelected: boolean;
  /** Undefined if it cannot be selected. */
  readonly onToggle: (() => void) | undefined;
}

export const InvoiceRow = memo(
  ({ invoice, isFresh, isSelected, onToggle }: Props) => {
    const { id, number, kind, company, source, issueDate, dueDate, grossAmount, currency } = invoice;
    const name = number ?? 'Without a number';
    return (
      <tr data-invoice={id} aria-selected={isSelected}>
        {onToggle && (
          <td className="pick">
            <input type="checkbox" aria-label={`Select ${name}`} checked={isSelected} onChange={onToggle} />
          </td>
        )}
        <td className="document">
          <div>
            <Link to={searchOf.document(id)}>{name}</Link>
            {kind !== 'INVOICE' && <span className="badge kind">{nameOfKind(kind)}</span>}
            {isFresh && <span className="badge fresh">New</span>}
          </div>
          <div className="detail">{otherParty(invoice) ?? 'Without a name'}</div>
          <div className="detail narrow">
            {[
              kind !== 'INVOICE' && nameOfKind(kind),
              nameOfSource(source),
              issueDate && formatDay(issueDate),
              company.name,
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </td>
        <td className="wide">{company.name}</td>
        <td className="wide source">
          <SourceBadge source={source} />
          <StateBadge invoice={invoice} />
        </td>
        <td className="wide">
          <Day day={issueDate} />
        </td>
        <td className="wide">
          <Day day={dueDate} />
        </td>
        <td className="number">
          <Amount value={grossAmount} currency={currency} />
          <div className="narrow">
            <StateBadge invoice={invoice} />
          </div>
        </td>
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
