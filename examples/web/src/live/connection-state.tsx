import { useLiveState } from '../gateway/gateway.ts';
import { useIsOnline } from '../parts/online.ts';

const TEXTS = {
  connecting: 'Connecting',
  connected: 'Live',
  waiting: 'Reconnecting',
  closed: 'Not live',
  offline: 'Offline',
} as const;

/** Shows whether live updates are on. */
export function ConnectionState({ isRefused }: { readonly isRefused: boolean }) {
  const live = useLiveState();
  const isOnline = useIsOnline();
  const state = isRefused ? 'closed' : isOnline ? live : 'offline';
  return (
    <p className="connection" role="status" data-state={state}>
      {TEXTS[state]}
    </p>
  );
}
