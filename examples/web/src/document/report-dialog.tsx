import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { useReportSyncErrorMutation } from 'invoice-gateway-client/react';
import { type FormEvent, useId, useState } from 'react';
import { type Outcome, settle } from '../export/mark-exported.ts';
import { type Fault, faultOf, faultOfThrown } from '../gateway/fault.ts';
import { useGateway, useLiveState } from '../gateway/gateway.ts';
import { useOutcomes } from '../gateway/use-unknown-writes.ts';
import { changeState, removeFromLists } from '../inbox/list-changes.ts';
import { Modal } from '../parts/modal.tsx';
import { nameOfSource } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';

interface Props {
  readonly invoice: InvoiceRowFragment;
  readonly onClose: () => void;
}

const MAX = 2_000;
const WORDING = {
  refused: 'The report was not sent',
  unknown: {
    title: 'It is unclear whether the report was sent',
    text: 'There was no clear answer. Check the document at its source before you report it again.',
  },
};

/** Reports to the accountant at the source why the document could not be taken over. */
export function ReportDialog({ invoice, onClose }: Props) {
  const [message, setMessage] = useState('');
  const [fault, setFault] = useState<Fault>();
  const [isSent, setIsSent] = useState(false);
  const { unknownWrites } = useGateway();
  const known = useOutcomes();
  // The write whose answer was lost: an event tells what became of it.
  const [lostWrite, setLostWrite] = useState<string>();
  const outcome = settle(lostWrite === undefined ? undefined : { kind: 'unknown', writeId: lostWrite }, known);
  const isDone = isSent || outcome?.kind === 'done';
  // Without events, this page does not learn the outcome.
  const isTold = useLiveState() !== 'closed';
  const isChecking = outcome?.kind === 'unknown' && outcome.writeId !== undefined && isTold;
  const shownFault = outcome === undefined ? fault : faultOfOutcome(outcome.kind);
  const [report, { loading }] = useReportSyncErrorMutation();
  const helpId = useId();
  const source = nameOfSource(invoice.source);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFault(undefined);
    setLostWrite(undefined);
    try {
      const { data } = await report({
        variables: { invoiceId: invoice.id, message: message.trim() },
        // Lightyear removes a rejected document from its list; Įvesk keeps it.
        update: (cache, { data }) => {
          if (!data?.reportSyncError?.ok || invoice.source !== 'LIGHTYEAR') return;
          changeState(cache, invoice.id, 'REJECTED');
          removeFromLists(cache, new Set([invoice.id]));
        },
      });
      const lost = data?.reportSyncError?.errors.find(({ code }) => code === 'OUTCOME_UNKNOWN')?.writeId;
      if (data?.reportSyncError?.ok) setIsSent(true);
      // The gateway can look for the outcome at Lightyear only.
      else if (lost && invoice.source === 'LIGHTYEAR') {
        unknownWrites.note(lost, invoice.id);
        setLostWrite(lost);
      } else setFault(faultOf(data?.reportSyncError?.errors, WORDING));
    } catch (error) {
      setFault(faultOfThrown(error, WORDING));
    }
  };

  if (isDone) {
    return (
      <Modal key="done" title="Reported" onClose={onClose}>
        <p role="status">
          {source} has received your report about {invoice.number ?? 'the document'}.
        </p>
        <footer>
          <button type="button" onClick={onClose}>
            Close
          </button>
        </footer>
      </Modal>
    );
  }
  return (
    <Modal key="form" title={`Report an error to ${source}`} isBusy={loading} onClose={onClose}>
      <form onSubmit={submit}>
        <label>
          Why could {invoice.number ?? 'the document'} not be taken over?
          <textarea
            data-first
            required
            maxLength={MAX}
            rows={5}
            value={message}
            aria-describedby={helpId}
            onChange={(event) => setMessage(event.currentTarget.value)}
          />
        </label>
        <p id={helpId} className="help">
          {message.length.toLocaleString()} of {MAX.toLocaleString()} characters. The approver of the document reads
          this.
        </p>
        {isChecking && (
          <Notice tone="warning" title="Checking…">
            There was no clear answer. The gateway looks at the source, and the outcome appears here.
          </Notice>
        )}
        {shownFault && !isChecking && (
          <Notice tone="error" title={shownFault.title}>
            {shownFault.text}
          </Notice>
        )}
        <footer>
          <button type="button" className="outline" disabled={loading} onClick={onClose}>
            {isChecking ? 'Close' : 'Cancel'}
          </button>
          <button type="submit" aria-busy={loading} disabled={loading || isChecking || message.trim() === ''}>
            Report
          </button>
        </footer>
      </form>
    </Modal>
  );
}

/** The message once the gateway has looked at the source. */
function faultOfOutcome(kind: Outcome['kind']): Fault {
  return kind === 'failed'
    ? { title: WORDING.refused, text: 'The source did not take it. Try again.' }
    : WORDING.unknown;
}
