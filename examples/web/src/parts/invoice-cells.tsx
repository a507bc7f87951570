import type { Decimal, InvoiceRowFragment } from 'invoice-gateway-client';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { Amount } from './amount.tsx';
import { Day } from './day.tsx';
import { formatDay } from './format-date.ts';
import { nameOfKind, nameOfSource } from './names.ts';
import { SourceBadge } from './source-badge.tsx';
import { StateBadge } from './state-badge.tsx';

interface Props {
  readonly invoice: InvoiceRowFragment;
  /** The text of the link to the document. */
  readonly name: string | null;
  /** The name of the other party. */
  readonly party: string | null | undefined;
  readonly amount: Decimal | null;
  readonly isFresh?: boolean;
  /** The tab index of the link. */
  readonly tabIndex?: number | undefined;
}

/** The cells of a document. Narrow screens show the first and the last one, with all that the others say. */
export function InvoiceCells({ invoice, name, party, amount, isFresh = false, tabIndex }: Props) {
  const { id, kind, company, source, issueDate, dueDate, currency } = invoice;
  const kindName = kind === 'INVOICE' ? undefined : nameOfKind(kind);
  return (
    <>
      <td className="document">
        <div>
          <Link to={searchOf.document(id)} tabIndex={tabIndex}>
            {name ?? 'Without a number'}
          </Link>
          {kindName && <span className="badge kind">{kindName}</span>}
          {isFresh && <span className="badge fresh">New</span>}
        </div>
        <div className="detail">{party ?? 'Without a name'}</div>
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
        <Amount value={amount} currency={currency} />
        <div className="narrow">
          <StateBadge invoice={invoice} />
        </div>
      </td>
    </>
  );
}
