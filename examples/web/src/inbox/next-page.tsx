import { useEffect, useRef, useState } from 'react';
import { type Failure, toFailure } from '../gateway/failure.ts';
import { countOf } from '../parts/names.ts';

interface Props {
  readonly shown: number;
  /** The number of documents on all pages, if it is known. */
  readonly total?: number;
  readonly hasMore: boolean;
  readonly load: () => Promise<unknown>;
}

/** Loads the next page when the user scrolls near the end of the list, or presses the button. */
export function NextPage({ shown, total, hasMore, load }: Props) {
  const [isLoading, setIsLoading] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const end = useRef<HTMLDivElement>(null);
  const loadNext = async () => {
    setIsLoading(true);
    setFailure(undefined);
    try {
      await load();
    } catch (error) {
      setFailure(toFailure(error));
    } finally {
      setIsLoading(false);
    }
  };

  // Observes again after each page, since a page may be so short that the end stays visible. After a failure, the user
  // has to retry.
  const isWatching = hasMore && !isLoading && failure === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `loadNext` is a new function on each render, with the same behaviour
  useEffect(() => {
    if (!isWatching || end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) loadNext();
      },
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isWatching, shown]);

  const soFar = total === undefined ? `${countOf(shown)} so far` : `${shown.toLocaleString()} of ${countOf(total)}`;
  return (
    <div ref={end} className="next-page">
      <p role="status">{hasMore ? (failure?.message ?? soFar) : `${countOf(shown)} in total`}</p>
      {hasMore && (
        <button type="button" className="outline" aria-busy={isLoading} onClick={loadNext} disabled={isLoading}>
          {failure ? 'Try again' : 'Load more'}
        </button>
      )}
    </div>
  );
}
