import type { InvoiceMatchesQuery } from 'invoice-gateway-client';
import { useInvoiceMatchesLazyQuery } from 'invoice-gateway-client/react';
import { toFailure } from '../gateway/failure.ts';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { Amount } from '../parts/amount.tsx';
import { Notice } from '../parts/notice.tsx';

type MatchedLine = NonNullable<InvoiceMatchesQuery['invoice']>['lineItems'][number];
type Match = NonNullable<MatchedLine['matches']>[number];

/** The matches of the lines. They cost a call for each line, so they are requested only on demand. */
export function Matches({ id }: { readonly id: string }) {
  const [ask, { data, loading, error }] = useInvoiceMatchesLazyQuery({ errorPolicy: 'all' });
  const lines = data?.invoice?.lineItems.filter(({ matches }) => matches !== null && matches.length > 0);
  return (
    <section aria-labelledby="matches-title" className="matches">
      <h2 id="matches-title">Matches</h2>
      {lines === undefined && (
        <button
          type="button"
          className="outline"
          aria-busy={loading}
          disabled={loading}
          // The error is shown below.
          onClick={() => ask({ variables: { id } }).catch(() => undefined)}
        >
          Look for matched purchase orders
        </button>
      )}
      {error && (
        <Notice tone="error" title={lines ? 'Some matches could not be loaded' : 'The matches could not be loaded'}>
          {toFailure(error).message}
        </Notice>
      )}
      <div role="status">
        {lines?.length === 0 && !error && <p className="help">No matches found.</p>}
        {lines !== undefined && lines.length > 0 && (
          <ul>
            {lines.flatMap(({ id: lineId, position, matches }) =>
              matches?.map((match) => (
                <li key={`${lineId} ${match.lineItem.id}`}>
                  <strong>Line {position}</strong> <MatchText match={match} />
                </li>
              )),
            )}
          </ul>
        )}
      </div>
    </section>
  );
}

function MatchText({ match: { type, document, lineItem } }: { readonly match: Match }) {
  return (
    <>
      {document === null ? (
        <span>A document that could not be read</span>
      ) : document.__typename === 'Invoice' ? (
        <Link to={searchOf.document(document.id)}>{document.number ?? 'Invoice'}</Link>
      ) : (
        <span>Purchase order {document.sourceId}</span>
      )}
      <span className="badge">{type === 'CONFIRMED' ? 'Confirmed' : 'Not confirmed'}</span>
      <span className="detail">
        {lineItem.description ?? lineItem.code} <Amount value={lineItem.netAmount} />
      </span>
    </>
  );
}
