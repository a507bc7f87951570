import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { toFailure } from '../gateway/failure.ts';
import { dayOf } from '../parts/days.ts';
import { Notice } from '../parts/notice.tsx';
import type { SearchVariables } from '../search/search-query.ts';
import { searchCsv } from './search-csv.ts';

interface Props {
  readonly variables: SearchVariables;
  /** Undefined while it is being counted. */
  readonly total: number | undefined;
}

/** Downloads all documents that the search finds, not only those that are shown. */
export function CsvButton({ variables, total }: Props) {
  const client = useApolloClient();
  const [count, setCount] = useState<number>();
  const [fault, setFault] = useState<string>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const download = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setFault(undefined);
    setCount(0);
    try {
      save(await searchCsv(client, variables, { signal: controller.signal, onRows: setCount }));
    } catch (error) {
      if (!controller.signal.aborted) setFault(toFailure(error).message);
    } finally {
      setCount(undefined);
    }
  };
  return (
    <div className="csv">
      {count === undefined ? (
        <button type="button" className="outline" disabled={!total} onClick={download}>
          Download CSV
        </button>
      ) : (
        <button type="button" className="outline" onClick={() => abort.current?.abort()}>
          Cancel the download
        </button>
      )}
      {count !== undefined && <progress value={count} max={Math.max(total ?? 0, count, 1)} aria-label="Download" />}
      {fault && (
        <Notice tone="error" title="The download failed. Nothing was saved.">
          {fault}
        </Notice>
      )}
    </div>
  );
}

function save(file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `invoices-${dayOf(new Date())}.csv`;
  link.click();
  // The browser has to begin with the download first.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
