import { useFragment } from '@apollo/client/react';
import { InvoiceRowFragmentDoc, type InvoiceStateFragment, type WriteOutcome } from 'invoice-gateway-client';
import type { Failure } from '../gateway/failure.ts';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { Amount } from '../parts/amount.tsx';
import { formatTime } from '../parts/format-date.ts';
import { nameOfSource } from '../parts/names.ts';
import { otherParty } from '../parts/other-party.ts';
import type { LiveEvent } from './use-events.ts';

interface Props {
  /** Newest first. */
  readonly events: readonly LiveEvent[];
  /** The reason why events do not arrive. */
  readonly error: Failure | undefined;
}

/** The events since the page was opened. Screen readers announce new ones. */
export function ActivityPanel({ events, error }: Props) {
  return (
    <aside className="activity" aria-labelledby="activity-title">
      <h2 id="activity-title">Activity</h2>
      {events.length === 0 && (
        <p className="help">
          {error
            ? `Live updates are off: ${error.message}`
            : 'New documents, exports and reports appear here as they happen.'}
        </p>
      )}
      <ol aria-live="polite" aria-relevant="additions" aria-labelledby="activity-title">
        {events.map((event) => (
          <li key={event.id} data-event={event.id}>
            <EventText event={event} />
            {isKnown(event) && (
              <small>
                {event.company.name}, <time dateTime={event.receivedAt}>{formatTime(event.receivedAt)}</time>
              </small>
            )}
          </li>
        ))}
      </ol>
    </aside>
  );
}

function EventText({ event }: { readonly event: LiveEvent }) {
  if (!isKnown(event)) return <p>An event of an unknown type</p>;
  switch (event.__typename) {
    case 'DocumentsExported':
      return <p>Documents were exported at Įvesk</p>;
    case 'DocumentDigitized': {
      const { id, number, grossAmount, currency } = event.invoice;
      return (
        <p>
          <Link to={searchOf.document(id)}>{number ?? 'A document'}</Link> was digitized
          <span className="detail">
            {otherParty(event.invoice)} <Amount value={grossAmount} currency={currency} />
          </span>
        </p>
      );
    }
    case 'DocumentListed':
      return <DocumentText document={event.document} text="can be taken over" />;
    case 'DocumentLeft':
      return <DocumentText document={event.document} text="is no longer listed" />;
    case 'DocumentMarkedExported':
      return <DocumentText document={event.document} text="was marked exported" />;
    case 'DocumentRejected':
      return <DocumentText document={event.document} text="was reported to the accountant" />;
    case 'WriteResolved':
      return <DocumentText document={event.document} text={OUTCOMES[event.outcome] ?? 'has a known outcome now'} />;
  }
}

/** Texts for a write whose outcome was unknown before. */
const OUTCOMES: Readonly<Partial<Record<WriteOutcome, string>>> = {
  DONE: 'was changed after all',
  NOT_DONE: 'was not changed: try again',
  REFUSED: 'was not changed',
};

interface DocumentTextProps {
  readonly document: InvoiceStateFragment | null;
  readonly text: string;
}

function DocumentText({ document, text }: DocumentTextProps) {
  if (document === null) return <p>A document {text}</p>;
  return (
    <p>
      <Link to={searchOf.document(document.id)}>
        <DocumentName document={document} />
      </Link>{' '}
      {text}
    </p>
  );
}

/** Its number, if a list or a page has loaded it: asking for it could cost a call to the source for each event. */
function DocumentName({ document: { id, source } }: { readonly document: InvoiceStateFragment }) {
  const { data, complete } = useFragment({
    fragment: InvoiceRowFragmentDoc,
    fragmentName: 'InvoiceRow',
    from: { __typename: 'Invoice', id },
  });
  return (complete && (data.fullNumber ?? data.number)) || `A document of ${nameOfSource(source)}`;
}

/**
 * A newer gateway may have more types of events. The cache does not know that they are events, and only keeps their id.
 */
function isKnown({ __typename }: LiveEvent): boolean {
  return KNOWN.has(__typename);
}

const KNOWN: ReadonlySet<string> = new Set<LiveEvent['__typename']>([
  'DocumentDigitized',
  'DocumentLeft',
  'DocumentListed',
  'DocumentMarkedExported',
  'DocumentRejected',
  'DocumentsExported',
  'WriteResolved',
]);
