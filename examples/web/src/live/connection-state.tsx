import type { Failure } from '../gateway/failure.ts';
import { useLiveState } from '../gateway/gateway.ts';

const TEXTS = { connecting: 'Connecting', connected: 'Live', waiting: 'Reconnecting', closed: 'Not live' } as const;

/** Whether events come by themselves just now. */
export function ConnectionState({ error }: { readonly error: Failure | undefined }) {
  const state = useLiveState();
  return (
    <p className="connection" role="status" data-state={error ? 'closed' : state} title={error?.message}>
      {TEXTS[error ? 'closed' : state]}
    </p>
  );
}
