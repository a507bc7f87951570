import { useApolloClient } from '@apollo/client/react';
import { type InboxQuery, InvoiceDocument } from 'invoice-gateway-client';
import { useState } from 'react';
import { toFailure } from '../gateway/failure.ts';
import { countOf } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';
import { addToLists } from './list-changes.ts';

interface Props {
  readonly failures: InboxQuery['invoices']['failures'];
}

/** Listed documents that could not be loaded. A retry requests each by its id. */
export function UnreadDocuments({ failures }: Props) {
  const client = useApolloClient();
  const [isBusy, setIsBusy] = useState(false);
  const [message, setMessage] = useState<string>();
  if (failures.length === 0) return null;

  const readAgain = async () => {
    setIsBusy(true);
    setMessage(undefined);
    for (const { id } of failures) {
      try {
        const { data } = await client.query({ query: InvoiceDocument, variables: { id }, fetchPolicy: 'network-only' });
        if (data?.invoice) addToLists(client.cache, id);
      } catch (error) {
        setMessage(toFailure(error).message);
      }
    }
    setIsBusy(false);
  };
  return (
    <Notice
      tone="warning"
      title={`${countOf(failures.length)} could not be loaded`}
      actions={
        <button type="button" className="outline" aria-busy={isBusy} disabled={isBusy} onClick={readAgain}>
          Try again
        </button>
      }
    >
      {message ?? [...new Set(failures.map(({ error }) => error.message))].join(' ')}
    </Notice>
  );
}
