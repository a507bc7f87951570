import type { InvoiceDetailsFragment } from 'invoice-gateway-client';
import { useState } from 'react';
import { ExportDialog } from '../export/export-dialog.tsx';
import { useScopes } from '../gateway/use-scopes.ts';
import { useIsChecking } from '../gateway/use-unknown-writes.ts';
import { FileButton } from './file-button.tsx';
import { ReportDialog } from './report-dialog.tsx';

/** The actions on the document that its state and the token allow. */
export function DocumentActions({ invoice }: { readonly invoice: InvoiceDetailsFragment }) {
  const [dialog, setDialog] = useState<'export' | 'report'>();
  const isChecking = useIsChecking(invoice.id);
  const isAllowed = useScopes()('invoices:export');
  const isWaiting = invoice.state === 'AWAITING_EXPORT' && !isChecking;
  const close = () => setDialog(undefined);
  return (
    <div className="actions">
      {isAllowed && isWaiting && (
        <button type="button" onClick={() => setDialog('export')}>
          Mark exported
        </button>
      )}
      {isAllowed && invoice.source !== 'V6' && (
        <button type="button" className="outline" onClick={() => setDialog('report')}>
          Report an error
        </button>
      )}
      {invoice.file && <FileButton id={invoice.id} name={invoice.file.name} />}
      {dialog === 'export' && <ExportDialog documents={[invoice]} onClose={close} />}
      {dialog === 'report' && <ReportDialog invoice={invoice} onClose={close} />}
    </div>
  );
}
