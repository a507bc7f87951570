import type { Failure } from '../gateway/failure.ts';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { Amount } from '../parts/amount.tsx';
import { formatTime } from '../parts/format-date.ts';
import { otherParty } from '../parts/other-party.ts';
import type { LiveEvent } from './use-events.ts';

interface Props {
  /** The newest first. */
  readonly events: readonly LiveEvent[];
  /** Why none come. */
  readonly error: Failure | undefined;
}

/** What happened while the page was open, read out as it comes. */
export function ActivityPanel({ events, error }: Props) {
  return (
    <aside className="activity" aria-labelledby="activity-title">
      <h2 id="activity-title">Activity</h2>
      {events.length === 0 && (
        <p className="help">
          {error
            ? `Nothing comes by itself: ${error.message}`
            : 'New documents and exports of Įvesk appear here as they happen.'}
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
  if (!isKnown(event)) return <p>Something that this page does not know of</p>;
  if (event.__typename === 'DocumentsExported') return <p>Documents were exported at Įvesk</p>;
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

/** A newer gateway may have more types of events. The cache does not know them as events, and keeps nothing but their id. */
function isKnown({ __typename }: LiveEvent): boolean {
  return __typename === 'DocumentsExported' || __typename === 'DocumentDigitized';
}
