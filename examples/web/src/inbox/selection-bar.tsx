import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { countOf } from '../parts/names.ts';

interface Props {
  readonly selected: readonly InvoiceRowFragment[];
  readonly onClear: () => void;
  readonly onExport: (documents: readonly InvoiceRowFragment[]) => void;
}

/** The actions on the selected documents. Only Lightyear accepts exports. */
export function SelectionBar({ selected, onClear, onExport }: Props) {
  const possible = selected.filter(({ source }) => source === 'LIGHTYEAR');
  const others = selected.length - possible.length;
  return (
    <section className="selection" aria-label="Selection">
      <p role="status">
        <strong>{countOf(selected.length)} selected</strong>
        {others > 0 && <small>{others} of them cannot be marked: only Lightyear accepts exports.</small>}
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
