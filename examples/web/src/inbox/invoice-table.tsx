import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { InvoiceRow } from './invoice-row.tsx';
import { SkeletonRows } from './skeleton-rows.tsx';
import type { Selection } from './use-selection.ts';

interface Props {
  /** Undefined while they are loading. */
  readonly rows: readonly InvoiceRowFragment[] | undefined;
  /** The rows that have just arrived. */
  readonly fresh: readonly InvoiceRowFragment[];
  /** Undefined if the token may not do anything with selected documents. */
  readonly selection: Selection | undefined;
}

export function InvoiceTable({ rows, fresh, selection }: Props) {
  const ids = rows?.map(({ id }) => id) ?? [];
  const count = ids.filter((id) => selection?.has(id)).length;
  const isAll = count > 0 && count === ids.length;
  const freshIds = new Set(fresh.map(({ id }) => id));
  return (
    <table className="invoices" aria-busy={rows === undefined}>
      <caption className="unseen">Invoices</caption>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className="pick">
              <input
                type="checkbox"
                aria-label="Select all shown"
                checked={isAll}
                disabled={ids.length === 0}
                ref={(box) => {
                  if (box) box.indeterminate = count > 0 && !isAll;
                }}
                onChange={() => selection.set(isAll ? [] : ids)}
              />
            </th>
          )}
          <th scope="col">Document</th>
          <th scope="col" className="wide">
            Company
          </th>
          <th scope="col" className="wide source">
            Source, state
          </th>
          <th scope="col" className="wide">
            Issued
          </th>
          <th scope="col" className="wide">
            Due
          </th>
          <th scope="col" className="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {rows === undefined && <SkeletonRows isSelectable={selection !== undefined} />}
        {rows?.map((invoice) => (
          <InvoiceRow
            key={invoice.id}
            invoice={invoice}
            isFresh={freshIds.has(invoice.id)}
            isSelected={selection?.has(invoice.id) ?? false}
            onToggle={selection && (() => selection.toggle(invoice.id))}
          />
        ))}
      </tbody>
    </table>
  );
}
