import { useLiveState } from '../gateway/gateway.ts';

const TEXTS = { connecting: 'Connecting', connected: 'Live', waiting: 'Reconnecting', closed: 'Not live' } as const;

/** Shows whether live updates are on. */
export function ConnectionState({ isRefused }: { readonly isRefused: boolean }) {
  const live = useLiveState();
  const state = isRefused ? 'closed' : live;
  return (
    <p className="connection" role="status" data-state={state}>
      {TEXTS[state]}
    </p>
  );
}
