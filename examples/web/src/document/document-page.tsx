import { useInvoiceQuery } from 'invoice-gateway-client/react';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { toFailure } from '../gateway/failure.ts';
import { Link } from '../navigation/link.tsx';
import { nameOfKind } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { DocumentActions } from './document-actions.tsx';
import { DocumentSkeleton } from './document-skeleton.tsx';
import { Duplicates } from './duplicates.tsx';
import { Facts } from './facts.tsx';
import { History } from './history.tsx';
import { LinesTable } from './lines-table.tsx';
import { Matches } from './matches.tsx';
import { Neighbours } from './neighbours.tsx';
import { Totals } from './totals.tsx';

interface Props {
  readonly id: string;
  /** The list that the user came from, with its query in the URL. */
  readonly back: { readonly to: string; readonly name: string };
  /** The documents of that list. */
  readonly listed: RefObject<readonly string[]>;
}

export function DocumentPage({ id, back, listed }: Props) {
  const { data, error, refetch } = useInvoiceQuery({ variables: { id } });
  const [ids] = useState(() => listed.current);
  const title = useRef<HTMLHeadingElement>(null);
  // Screen readers start with the title.
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
    title.current?.focus();
  }, []);

  const invoice = data?.invoice;
  const isMissing = data?.invoice === null;
  const name = invoice ? (invoice.number ?? 'Without a number') : isMissing ? 'No such document' : 'Document';
  useEffect(() => {
    document.title = `${name} – Invoices`;
  }, [name]);
  return (
    <>
      <div className="back">
        <Link to={back.to}>← {back.name}</Link>
        <Neighbours id={id} ids={ids} />
      </div>
      <div className="head">
        <h1 ref={title} tabIndex={-1}>
          {name}
          {invoice && <span className="badge">{nameOfKind(invoice.kind)}</span>}
          {invoice && <SourceBadge source={invoice.source} />}
          {invoice && <StateBadge invoice={invoice} />}
        </h1>
        {invoice && <DocumentActions invoice={invoice} />}
      </div>
      {isMissing && <Notice tone="info" title="It does not exist, or you do not have access to it" />}
      {error && !invoice && (
        <Notice
          tone="error"
          title="The document could not be loaded"
          actions={
            <button type="button" onClick={() => refetch().catch(() => undefined)}>
              Try again
            </button>
          }
        >
          {toFailure(error).message}
        </Notice>
      )}
      {data === undefined && !error && <DocumentSkeleton />}
      {invoice && (
        <>
          <div className="cards">
            <Facts invoice={invoice} />
            <Totals invoice={invoice} />
          </div>
          <Duplicates invoice={invoice} />
          <LinesTable invoice={invoice} />
          {invoice.source === 'LIGHTYEAR' && <Matches id={id} />}
          <History id={id} />
        </>
      )}
    </>
  );
}
