import { useApolloClient } from '@apollo/client/react';
import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { useState } from 'react';
import { Amount } from '../parts/amount.tsx';
import { Modal } from '../parts/modal.tsx';
import { countOf } from '../parts/names.ts';
import { markExported, type Outcome } from './mark-exported.ts';

interface Props {
  readonly documents: readonly InvoiceRowFragment[];
  /** Called with the ids of the documents that were marked. */
  readonly onDone: (ids: ReadonlySet<string>) => void;
  readonly onClose: () => void;
}

/** Asks for confirmation, marks the documents, and shows the outcome of each. */
export function ExportDialog({ documents, onDone, onClose }: Props) {
  const client = useApolloClient();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [isBusy, setIsBusy] = useState(false);
  const mark = async (ids: readonly string[]) => {
    setIsBusy(true);
    const all = new Map([...outcomes, ...(await markExported(client, ids))]);
    setOutcomes(all);
    setIsBusy(false);
    onDone(new Set([...all].filter(([, { kind }]) => kind === 'done').map(([id]) => id)));
  };
  const isDone = outcomes.size > 0;
  const again = documents.filter(({ id }) => isRetryable(outcomes.get(id))).map(({ id }) => id);
  const done = [...outcomes.values()].filter(({ kind }) => kind === 'done').length;

  return (
    <Modal title={isDone ? 'Outcome' : `Mark ${countOf(documents.length)} exported?`} isBusy={isBusy} onClose={onClose}>
      <p role="status">
        {isDone
          ? `${done} of ${countOf(documents.length)} marked exported.`
          : 'Lightyear will stop listing them. You cannot undo this here.'}
      </p>
      <ul className="outcomes">
        {documents.map((invoice) => (
          <li key={invoice.id} data-outcome={outcomes.get(invoice.id)?.kind ?? 'waiting'}>
            <strong>{invoice.number ?? 'Without a number'}</strong>
            <span className="detail">{invoice.supplier?.name}</span>
            <Amount value={invoice.grossAmount} currency={invoice.currency} />
            <OutcomeText outcome={outcomes.get(invoice.id)} />
          </li>
        ))}
      </ul>
      <footer>
        {isDone && again.length > 0 && (
          <button type="button" className="outline" aria-busy={isBusy} disabled={isBusy} onClick={() => mark(again)}>
            Try {again.length} again
          </button>
        )}
        {isDone ? (
          <button type="button" disabled={isBusy} onClick={onClose}>
            Close
          </button>
        ) : (
          <>
            <button type="button" className="outline" disabled={isBusy} onClick={onClose}>
              Cancel
            </button>
            <button
              type="button"
              aria-busy={isBusy}
              disabled={isBusy}
              onClick={() => mark(documents.map(({ id }) => id))}
            >
              Mark exported
            </button>
          </>
        )}
      </footer>
    </Modal>
  );
}

function OutcomeText({ outcome }: { readonly outcome: Outcome | undefined }) {
  switch (outcome?.kind) {
    case undefined:
      return null;
    case 'done':
      return <span className="outcome">Exported</span>;
    case 'failed':
      return <span className="outcome">Not exported: {outcome.message}</span>;
    case 'unknown':
      return (
        <span className="outcome">
          Outcome unknown: there was no clear answer, and it may or may not be done. Check Lightyear before you try
          again.
        </span>
      );
  }
}

function isRetryable(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'failed' && outcome.retryable;
}
