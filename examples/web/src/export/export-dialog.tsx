import { useApolloClient } from '@apollo/client/react';
import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { useState } from 'react';
import { useGateway, useLiveState } from '../gateway/gateway.ts';
import { useOutcomes } from '../gateway/use-unknown-writes.ts';
import { Amount } from '../parts/amount.tsx';
import { Modal } from '../parts/modal.tsx';
import { countOf, nameOfSource } from '../parts/names.ts';
import { markExported, type Outcome, settle } from './mark-exported.ts';

interface Props {
  readonly documents: readonly InvoiceRowFragment[];
  /** Called with the ids of the documents that were marked. */
  readonly onDone?: (ids: ReadonlySet<string>) => void;
  readonly onClose: () => void;
}

/** Asks for confirmation, marks the documents, and shows the outcome of each. */
export function ExportDialog({ documents, onDone, onClose }: Props) {
  const client = useApolloClient();
  const { unknownWrites } = useGateway();
  const known = useOutcomes();
  // Without events, this page does not learn the outcome.
  const isTold = useLiveState() !== 'closed';
  const [first, setFirst] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const outcomeOf = (id: string) => settle(first.get(id), known);
  const [isBusy, setIsBusy] = useState(false);
  const mark = async (some: readonly InvoiceRowFragment[]) => {
    setIsBusy(true);
    const all = new Map([...first, ...(await markExported(client, unknownWrites, some))]);
    setFirst(all);
    setIsBusy(false);
    onDone?.(new Set([...all].filter(([, { kind }]) => kind === 'done').map(([id]) => id)));
  };
  const isDone = first.size > 0;
  const again = documents.filter(({ id }) => isRetryable(outcomeOf(id), isTold));
  const done = documents.filter(({ id }) => outcomeOf(id)?.kind === 'done').length;

  return (
    <Modal title={isDone ? 'Outcome' : `Mark ${countOf(documents.length)} exported?`} isBusy={isBusy} onClose={onClose}>
      <p role="status">
        {isDone
          ? `${done} of ${countOf(documents.length)} marked exported.`
          : `${effectOn(documents)} You cannot undo this here.`}
      </p>
      <ul className="outcomes">
        {documents.map((invoice) => (
          <li key={invoice.id} data-outcome={outcomeOf(invoice.id)?.kind ?? 'waiting'}>
            <strong>{invoice.number ?? 'Without a number'}</strong>
            <span className="detail">{invoice.supplier?.name}</span>
            <Amount value={invoice.grossAmount} currency={invoice.currency} />
            <OutcomeText outcome={outcomeOf(invoice.id)} />
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
            <button type="button" aria-busy={isBusy} disabled={isBusy} onClick={() => mark(documents)}>
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
    case 'unreachable':
      return (
        <span className="outcome">
          Cannot reach the gateway, and it may or may not have the request. Try again: it is carried out only once.
        </span>
      );
    case 'unknown':
      return (
        <span className="outcome">
          {outcome.writeId === undefined
            ? 'Outcome unknown: it may or may not be done. Try again: it is carried out only once.'
            : 'Checking… There was no clear answer. The gateway looks at the source, and the outcome appears here.'}
        </span>
      );
  }
}

/** A request that is repeated has the same key, so it is carried out once. */
function isRetryable(outcome: Outcome | undefined, isTold: boolean): boolean {
  switch (outcome?.kind) {
    case 'failed':
      return outcome.retryable;
    case 'unreachable':
      return true;
    case 'unknown':
      return outcome.writeId === undefined || !isTold;
    default:
      return false;
  }
}

function effectOn(documents: readonly InvoiceRowFragment[]): string {
  const sources = [...new Set(documents.map(({ source }) => source))];
  const untold = sources.filter((source) => source !== 'LIGHTYEAR').map(nameOfSource);
  const told = sources.includes('LIGHTYEAR') ? 'Lightyear will stop listing them.' : undefined;
  const recorded = untold.length > 0 ? `The gateway records it; ${untold.join(' and ')} cannot be told.` : undefined;
  return [told, recorded].filter(Boolean).join(' ');
}
