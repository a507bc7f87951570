import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { memo, type Ref } from 'react';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { Amount } from '../parts/amount.tsx';
import { Day } from '../parts/day.tsx';
import { formatDay } from '../parts/format-date.ts';
import { nameOfKind, nameOfSource } from '../parts/names.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import { StateBadge } from '../parts/state-badge.tsx';

interface Props {
  readonly ref: Ref<HTMLTableRowElement>;
  readonly invoice: InvoiceRowFragment;
  /** Its place in the list, from 0. */
  readonly index: number;
  /** True for the row that Tab leads to. */
  readonly isActive: boolean;
}

export const ResultRow = memo(({ ref, invoice, index, isActive }: Props) => {
  const { id, fullNumber, kind, company, source, issueDate, dueDate, signedGrossAmount, currency } = invoice;
  const kindName = kind === 'INVOICE' ? undefined : nameOfKind(kind);
  return (
    // The first row of the table is its header.
    <tr ref={ref} data-invoice={id} data-index={index} aria-rowindex={index + 2}>
      <td className="document">
        <div>
          <Link to={searchOf.document(id)} tabIndex={isActive ? 0 : -1}>
            {fullNumber ?? 'Without a number'}
          </Link>
          {kindName && <span className="badge kind">{kindName}</span>}
        </div>
        <div className="detail">{invoice.counterparty?.name ?? 'Without a name'}</div>
        <div className="detail narrow">
          {[kindName, nameOfSource(source), issueDate && formatDay(issueDate), company.name]
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
        <Amount value={signedGrossAmount} currency={currency} />
        <div className="narrow">
          <StateBadge invoice={invoice} />
        </div>
      </td>
    </tr>
  );
});
