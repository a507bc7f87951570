import { useInvoiceQuery } from 'invoice-gateway-client/react';
import { useLayoutEffect, useRef, useState } from 'react';
import { toFailure } from '../gateway/failure.ts';
import { Link } from '../navigation/link.tsx';
import { nameOfKind } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import { DocumentSkeleton } from './document-skeleton.tsx';
import { Facts } from './facts.tsx';
import { FileButton } from './file-button.tsx';
import { LinesTable } from './lines-table.tsx';
import { Matches } from './matches.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { Totals } from './totals.tsx';

interface Props {
  readonly id: string;
  /** The query of the inbox as the user left it. */
  readonly inboxSearch: string;
}

export function DocumentPage({ id, inboxSearch }: Props) {
  const { data, error, refetch } = useInvoiceQuery({ variables: { id } });
  const [isReporting, setIsReporting] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  // Screen readers start with the title.
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
    title.current?.focus();
  }, []);

  const invoice = data?.invoice;
  const isMissing = data?.invoice === null;
  return (
    <>
      <p className="back">
        <Link to={inboxSearch}>← Inbox</Link>
      </p>
      <div className="head">
        <h1 ref={title} tabIndex={-1}>
          {invoice ? (invoice.number ?? 'Without a number') : isMissing ? 'No such document' : 'Document'}
          {invoice && <span className="badge">{nameOfKind(invoice.kind)}</span>}
          {invoice && <SourceBadge source={invoice.source} />}
        </h1>
        {invoice && (
          <div className="actions">
            {invoice.source !== 'V6' && (
              <button type="button" className="outline" onClick={() => setIsReporting(true)}>
                Report an error
              </button>
            )}
            {invoice.file && <FileButton id={id} name={invoice.file.name} />}
          </div>
        )}
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
          <LinesTable invoice={invoice} />
          {invoice.source === 'LIGHTYEAR' && <Matches id={id} />}
        </>
      )}
      {invoice && isReporting && <ReportDialog invoice={invoice} onClose={() => setIsReporting(false)} />}
    </>
  );
}
