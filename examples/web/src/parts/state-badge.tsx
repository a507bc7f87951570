import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { useIsChecking } from '../gateway/use-unknown-writes.ts';
import { nameOfState } from './names.ts';

/** The state of a document, or that the gateway is finding it out. */
export function StateBadge({ invoice: { id, state } }: { readonly invoice: Pick<InvoiceRowFragment, 'id' | 'state'> }) {
  const isChecking = useIsChecking(id);
  return (
    <span className="badge" data-state={isChecking ? 'CHECKING' : state}>
      {isChecking ? 'Checking…' : nameOfState(state)}
    </span>
  );
}
