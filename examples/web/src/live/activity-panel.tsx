import type { Failure } from '../gateway/failure.ts';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { Amount } from '../parts/amount.tsx';
import { formatTime } from '../parts/format-date.ts';
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
  if (!isKnown(event)) return <p>An event of an unknown type</p>;
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

/**
 * A newer gateway may have more types of events. The cache does not know that they are events, and only keeps their id.
 */
function isKnown({ __typename }: LiveEvent): boolean {
  return __typename === 'DocumentsExported' || __typename === 'DocumentDigitized';
}
