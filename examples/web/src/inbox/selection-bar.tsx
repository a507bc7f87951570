import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { countOf } from '../parts/names.ts';

interface Props {
  readonly selected: readonly InvoiceRowFragment[];
  readonly onClear: () => void;
  readonly onExport: (documents: readonly InvoiceRowFragment[]) => void;
}

/** The actions on the selected documents. */
export function SelectionBar({ selected, onClear, onExport }: Props) {
  const possible = selected.filter(({ state }) => state === 'AWAITING_EXPORT');
  const others = selected.length - possible.length;
  return (
    <section className="selection" aria-label="Selection">
      <p role="status">
        <strong>{countOf(selected.length)} selected</strong>
        {others > 0 && <small>{others} of them cannot be marked: they are not awaiting export.</small>}
      </p>
      <button type="button" className="outline" onClick={onClear}>
        Clear
      </button>
      <button type="button" disabled={possible.length === 0} onClick={() => onExport(possible)}>
        {others > 0 ? `Mark ${possible.length} of ${selected.length} exported` : `Mark ${possible.length} exported`}
      </button>
    </section>
  );
}
