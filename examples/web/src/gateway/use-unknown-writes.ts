import { useSyncExternalStore } from 'react';
import { useGateway } from './gateway.ts';
import type { KnownWrites } from './unknown-writes.ts';

/** The outcomes that have become known, by Write.id. */
export function useOutcomes(): KnownWrites['outcomes'] {
  const { known } = useGateway().unknownWrites;
  return useSyncExternalStore(known.subscribe, () => known.get().outcomes);
}

/** True while the outcome of a write about the document is unknown. */
export function useIsChecking(invoiceId: string): boolean {
  const { known } = useGateway().unknownWrites;
  return useSyncExternalStore(known.subscribe, () => {
    const { documents, outcomes } = known.get();
    return [...documents].some(([writeId, id]) => id === invoiceId && !outcomes.has(writeId));
  });
}
