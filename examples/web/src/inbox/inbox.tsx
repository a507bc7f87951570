import type { InvoiceRowFragment } from 'invoice-gateway-client';
import { useInboxQuery } from 'invoice-gateway-client/react';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import { ExportDialog } from '../export/export-dialog.tsx';
import { toFailure } from '../gateway/failure.ts';
import { useScopes } from '../gateway/use-scopes.ts';
import type { Events } from '../live/use-events.ts';
import { countOf } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';
import { AccountNotices } from './account-notices.tsx';
import { fits, toFilter } from './filter.ts';
import { FilterForm } from './filter-form.tsx';
import { InvoiceTable } from './invoice-table.tsx';
import { NextPage } from './next-page.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { UnreadDocuments } from './unread-documents.tsx';
import { useKeptView } from './use-kept-view.ts';
import { useSelection } from './use-selection.ts';

interface Props {
  /** The query of the URL: the filter. */
  readonly search: string;
  readonly events: Events;
  /** Set to the documents that are shown, for the way from one to the next. */
  readonly listed: RefObject<readonly string[]>;
}

const PAGE = 50;

export function Inbox({ search, events, listed: shownIds }: Props) {
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const filter = toFilter(query);
  const { data, previousData, loading, error, refetch, fetchMore } = useInboxQuery({
    variables: { filter, first: PAGE },
  });
  const selection = useSelection();
  const isSelectable = useScopes()('invoices:export');
  const [exported, setExported] = useState<readonly InvoiceRowFragment[]>();
  const [refreshFault, setRefreshFault] = useState<string>();
  useKeptView();

  const list = data?.invoices ?? undefined;
  const listed = list?.edges.map(({ node }) => node) ?? [];
  const known = new Set(listed.map(({ id }) => id));
  const rows = [...events.shown.filter((one) => !known.has(one.id) && fits(filter, one)), ...listed];
  // Not while another page is shown: a document that was exported there keeps its place.
  useEffect(() => {
    shownIds.current = rows.map(({ id }) => id);
  });
  const arrived = events.arrived.filter((one) => !known.has(one.id) && fits(filter, one)).length;
  const selected = rows.filter(({ id }) => selection.has(id));
  const refresh = () => {
    setRefreshFault(undefined);
    refetch().then(events.refreshed, (reason) => setRefreshFault(toFailure(reason).message));
  };

  return (
    <>
      <div className="head">
        <h1>Inbox</h1>
        <div className="actions">
          {arrived > 0 && (
            <button type="button" onClick={events.showArrived}>
              {countOf(arrived, 'new document')} – show
            </button>
          )}
          <button type="button" className="outline" aria-busy={loading && list !== undefined} onClick={refresh}>
            {events.hasExports ? 'New exports – refresh' : 'Refresh'}
          </button>
        </div>
      </div>
      <FilterForm query={query} companies={(data ?? previousData)?.companies ?? []} />
      {list && refreshFault && (
        <Notice tone="error" title="Could not refresh. Showing the previous list.">
          {refreshFault}
        </Notice>
      )}
      {list && <AccountNotices accounts={list.accounts} onRetry={refresh} />}
      {list && <UnreadDocuments failures={list.failures} />}
      {selected.length > 0 && (
        <SelectionBar selected={selected} onClear={() => selection.set([])} onExport={setExported} />
      )}
      {error && !list ? (
        <Notice
          tone="error"
          title="The list could not be loaded"
          actions={
            <button type="button" onClick={refresh}>
              Try again
            </button>
          }
        >
          {toFailure(error).message}
        </Notice>
      ) : (
        <InvoiceTable rows={list && rows} fresh={events.shown} selection={isSelectable ? selection : undefined} />
      )}
      {list && rows.length === 0 && (
        <div className="empty">
          <strong>{query.size > 0 ? 'No documents match this filter' : 'No documents are waiting'}</strong>
          <p>
            {query.size > 0
              ? 'Clear the filter to see all documents.'
              : 'Documents appear here as soon as a source has them.'}
          </p>
        </div>
      )}
      {list && (
        <NextPage
          // Resets its state when the filter changes.
          key={search}
          shown={rows.length}
          hasMore={list.pageInfo.hasNextPage}
          load={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}
        />
      )}
      {exported && (
        <ExportDialog
          documents={exported}
          onDone={(ids) => selection.set(selected.map(({ id }) => id).filter((id) => !ids.has(id)))}
          onClose={() => setExported(undefined)}
        />
      )}
    </>
  );
}
