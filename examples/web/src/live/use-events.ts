import { useApolloClient } from '@apollo/client/react';
import { type DocumentEventsSubscription, DocumentEventType, type InvoiceRowFragment } from 'invoice-gateway-client';
import { useDocumentEventsSubscription, useEventsEndQuery } from 'invoice-gateway-client/react';
import { useReducer, useState } from 'react';
import { type Failure, toFailure } from '../gateway/failure.ts';
import { useGateway } from '../gateway/gateway.ts';
import { lastPosition, rememberPosition } from './position.ts';

export type LiveEvent = DocumentEventsSubscription['documentEvents'];

export type DigitizedInvoice = Extract<LiveEvent, { __typename: 'DocumentDigitized' }>['invoice'];

export interface Events {
  /** Newest first. */
  readonly recent: readonly LiveEvent[];
  /** Digitized since the last refresh, and not shown in the inbox yet. */
  readonly arrived: readonly InvoiceRowFragment[];
  /** Digitized, and shown at the top of the inbox. */
  readonly shown: readonly InvoiceRowFragment[];
  /** All documents digitized from files that were uploaded with a reference, for the upload page. */
  readonly uploaded: readonly DigitizedInvoice[];
  /** True if Įvesk has announced exports since the list was read. */
  readonly hasExports: boolean;
  /** The event to start after. Undefined until it is known, null if it cannot be read. */
  readonly start: string | null | undefined;
  readonly error: Failure | undefined;
  showArrived(): void;
  /** To be called when the list is being refreshed. */
  refreshed(): void;
}

const KEPT = 50;
/** All except LISTED: each document of each list has such an event, and the inbox shows them anyway. */
const TYPES = Object.values(DocumentEventType).filter((type) => type !== DocumentEventType.Listed);

/** Follows the events, from the last one that this tab has received. */
export function useEvents(): Events {
  const [state, dispatch] = useReducer(reduce, NOTHING);
  const [error, setError] = useState<Failure>();
  const { cache } = useApolloClient();
  const { unknownWrites } = useGateway();
  const after = useStart();
  useDocumentEventsSubscription({
    variables: { after, filter: { types: TYPES } },
    skip: after === undefined,
    ignoreResults: true,
    onData: ({ data: { data } }) => {
      if (data === undefined) return;
      const event = data.documentEvents;
      rememberPosition(event.id);
      // The event itself has changed the state in the cache. The history is read again where it is shown.
      const id = documentOf(event)?.id;
      if (id !== undefined)
        cache.evict({ id: cache.identify({ __typename: 'Invoice', id }) ?? '', fieldName: 'history' });
      if (event.__typename === 'WriteResolved') unknownWrites.resolve(event.writeId, event.outcome);
      dispatch({ type: 'event', event });
    },
    onError: (reason) => setError(toFailure(reason)),
  });
  return {
    ...state,
    start: after,
    error,
    showArrived: () => dispatch({ type: 'show' }),
    refreshed: () => dispatch({ type: 'refreshed' }),
  };
}

/**
 * The event to start after: the last one that this tab has received, or else the end of the events as the page opens. Undefined
 * until it is known, and null if it cannot be read: the subscription then starts with new events, or says why there are none.
 */
function useStart(): string | null | undefined {
  const [last] = useState(lastPosition);
  const { data, error } = useEventsEndQuery({ skip: last !== null, fetchPolicy: 'no-cache' });
  return last ?? data?.eventsEnd ?? (error ? null : undefined);
}

/** The document of the event, in its present state. */
function documentOf(event: LiveEvent): Pick<InvoiceRowFragment, 'id' | 'state'> | null {
  if (event.__typename === 'DocumentDigitized') return event.invoice;
  // A newer gateway may have more types.
  return 'document' in event ? event.document : null;
}

type State = Pick<Events, 'recent' | 'arrived' | 'shown' | 'uploaded' | 'hasExports'>;
type Action = { readonly type: 'event'; readonly event: LiveEvent } | { readonly type: 'show' | 'refreshed' };

const NOTHING: State = { recent: [], arrived: [], shown: [], uploaded: [], hasExports: false };

function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'event': {
      const { event } = action;
      const changed = documentOf(event);
      const withState = (one: InvoiceRowFragment) =>
        changed !== null && one.id === changed.id ? { ...one, state: changed.state } : one;
      const next = {
        ...state,
        arrived: state.arrived.map(withState),
        shown: state.shown.map(withState),
        recent: [event, ...state.recent].slice(0, KEPT),
      };
      if (event.__typename === 'DocumentsExported') return { ...next, hasExports: true };
      // A newer gateway may have more types.
      if (event.__typename !== 'DocumentDigitized') return next;
      const { invoice } = event;
      const uploaded = invoice.uploadReference === null ? state.uploaded : withFirst(invoice, state.uploaded);
      return { ...next, uploaded, arrived: withFirst(invoice, state.arrived) };
    }
    case 'show':
      return {
        ...state,
        arrived: [],
        shown: state.arrived.reduceRight((all, one) => withFirst(one, all), state.shown),
      };
    case 'refreshed':
      return { ...state, hasExports: false };
  }
}

function withFirst<Item extends { readonly id: string }>(item: Item, items: readonly Item[]): readonly Item[] {
  return [item, ...items.filter(({ id }) => id !== item.id)];
}
