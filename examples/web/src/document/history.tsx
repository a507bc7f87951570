import type { InvoiceHistoryQuery, WriteOutcome } from 'invoice-gateway-client';
import { useInvoiceHistoryQuery } from 'invoice-gateway-client/react';
import { formatMoment } from '../parts/format-date.ts';

type PastEvent = NonNullable<NonNullable<InvoiceHistoryQuery['invoice']>['history']>[number];

/** The events of the document, oldest first. Events that arrive while it is shown are added. */
export function History({ id }: { readonly id: string }) {
  const { data, previousData, error } = useInvoiceHistoryQuery({ variables: { id } });
  const known = data ?? previousData;
  const history = known?.invoice?.history;
  const isUnreadable = history === undefined ? error !== undefined : history === null;
  return (
    <section aria-labelledby="history-title" className="history">
      <h2 id="history-title">History</h2>
      {isUnreadable && <p className="help">The history cannot be read at present.</p>}
      {history?.length === 0 && <p className="help">Nothing has happened to it since the gateway knows it.</p>}
      <ol aria-live="polite" aria-relevant="additions" aria-labelledby="history-title">
        {history?.map((event) => (
          <li key={event.id} data-past={event.type}>
            <span>{textOf(event)}</span>
            <time className="detail" dateTime={event.receivedAt}>
              {formatMoment(event.receivedAt)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function textOf(event: PastEvent): string {
  switch (event.__typename) {
    case 'DocumentDigitized':
      return 'Digitized';
    case 'DocumentsExported':
      return 'Exported by the accountant';
    case 'DocumentListed':
      return 'Ready to be taken over';
    case 'DocumentLeft':
      return 'Left the list of its source';
    case 'DocumentMarkedExported':
      return 'Marked exported';
    case 'DocumentRejected':
      return 'Reported to the accountant';
    case 'WriteResolved':
      return OUTCOMES[event.outcome] ?? 'An unknown outcome is known';
    default:
      // A newer gateway may have more types.
      return 'An event of an unknown type';
  }
}

const OUTCOMES: Readonly<Partial<Record<WriteOutcome, string>>> = {
  DONE: 'Checked: it was done',
  NOT_DONE: 'Checked: it was not done',
  REFUSED: 'Checked: it was refused',
};
