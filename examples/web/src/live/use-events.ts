import { type DocumentEventsSubscription, DocumentEventType, type InvoiceRowFragment } from 'invoice-gateway-client';
import { useDocumentEventsSubscription } from 'invoice-gateway-client/react';
import { useReducer, useState } from 'react';
import { type Failure, toFailure } from '../gateway/failure.ts';
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
  const [after] = useState(lastPosition);
  useDocumentEventsSubscription({
    variables: { after, filter: { types: TYPES } },
    ignoreResults: true,
    onData: ({ data: { data } }) => {
      if (data === undefined) return;
      rememberPosition(data.documentEvents.id);
      dispatch({ type: 'event', event: data.documentEvents });
    },
    onError: (reason) => setError(toFailure(reason)),
  });
  return {
    ...state,
    error,
    showArrived: () => dispatch({ type: 'show' }),
    refreshed: () => dispatch({ type: 'refreshed' }),
  };
}

type State = Pick<Events, 'recent' | 'arrived' | 'shown' | 'uploaded' | 'hasExports'>;
type Action = { readonly type: 'event'; readonly event: LiveEvent } | { readonly type: 'show' | 'refreshed' };

const NOTHING: State = { recent: [], arrived: [], shown: [], uploaded: [], hasExports: false };

function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'event': {
      const { event } = action;
      const next = { ...state, recent: [event, ...state.recent].slice(0, KEPT) };
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
