import { useDocumentChangesSubscription } from 'invoice-gateway-client/react';
import { useEffect, useEffectEvent, useState } from 'react';
import { lastPosition } from '../live/position.ts';

interface Options {
  /** The event that the page's events start after. Undefined until it is known. */
  readonly start: string | null | undefined;
  /** False if reading the results again would take pages away that the user has scrolled through. */
  readonly isAutomatic: boolean;
  readonly refresh: () => void;
}

/** Changes come in bursts: the results are read again once for those of this time. */
const PAUSE_MS = 1_000;

/** Reads the results again after events, if they are at their first page. Returns true if the user has to ask for it. */
export function useLiveResults({ start, isAutomatic, refresh }: Options): boolean {
  const [after, setAfter] = useState(() => lastPosition() ?? start);
  if (after === undefined && start !== undefined) setAfter(start);
  const [isChanged, setIsChanged] = useState(false);
  useDocumentChangesSubscription({
    variables: { after: after ?? null },
    skip: after === undefined,
    ignoreResults: true,
    fetchPolicy: 'no-cache',
    onData: () => setIsChanged(true),
    // The page's own subscription shows the error.
    onError: () => undefined,
  });
  const isDue = isChanged && isAutomatic;
  const onTime = useEffectEvent(() => {
    setIsChanged(false);
    refresh();
  });
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(onTime, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isDue]);
  return isChanged && !isAutomatic;
}
