import { type InvoiceRowFragment, SearchInvoicesDocument } from 'invoice-gateway-client';
import { useSearchQuery } from 'invoice-gateway-client/react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { CsvButton } from '../csv/csv-button.tsx';
import { ExportDialog } from '../export/export-dialog.tsx';
import { toFailure } from '../gateway/failure.ts';
import { useScopes } from '../gateway/use-scopes.ts';
import { NextPage } from '../inbox/next-page.tsx';
import { useKeptView } from '../inbox/use-kept-view.ts';
import type { Events } from '../live/use-events.ts';
import { Link } from '../navigation/link.tsx';
import { goTo, searchOf } from '../navigation/location.ts';
import { dayOf } from '../parts/days.ts';
import { countOf } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';
import { useIsOnline } from '../parts/online.ts';
import { IndexFaults, IndexState } from './index-state.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { ResultTable, type Rows } from './result-table.tsx';
import { SearchBox } from './search-box.tsx';
import { SearchForm } from './search-form.tsx';
import { isNarrowed, nextOrder, toOrder, toSearch, toText, withValues } from './search-query.ts';
import { Totals } from './totals.tsx';
import { useLiveResults } from './use-live-results.ts';
import { useSearchKeys } from './use-search-keys.ts';
import { Views } from './views.tsx';

interface Props {
  /** The query of the URL: the whole search. */
  readonly search: string;
  readonly events: Events;
  /** Set to the documents that are shown, for the way from one to the next. */
  readonly listed: RefObject<readonly string[]>;
}

const FIRST_PAGE = 50;
/** The most that the gateway returns at once. */
const NEXT_PAGE = 200;
/** While the gateway reads an account for the first time, its documents appear without being asked for. */
const FILLING_MS = 5_000;

/** Any document of any source, with sums. The gateway's index answers: no source is asked. */
export function SearchPage({ search, events, listed }: Props) {
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const today = dayOf(new Date());
  const variables = useMemo(() => toSearch(query, today), [query, today]);
  const { text, filter, orderBy } = variables;
  const name = JSON.stringify([text, filter, orderBy]);
  const [isFilling, setIsFilling] = useState(false);
  const { data, previousData, loading, error, refetch, fetchMore } = useSearchQuery({
    variables: { ...variables, first: FIRST_PAGE },
    pollInterval: isFilling ? FILLING_MS : 0,
  });
  const isOnline = useIsOnline();
  const isExportAllowed = useScopes()('invoices:export');
  const [exported, setExported] = useState<InvoiceRowFragment>();
  const [isHelp, setIsHelp] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const rows = useRef<Rows>(null);
  useKeptView();

  // The results of the previous search stay until those of this one are there.
  const known = data ?? (error ? undefined : previousData);
  const list = known?.searchInvoices ?? undefined;
  const invoices = useMemo(() => list?.edges.map(({ node }) => node), [list]);
  useEffect(() => {
    listed.current = invoices?.map(({ id }) => id) ?? [];
  });
  const isAtFirstPage = (invoices?.length ?? 0) <= FIRST_PAGE;
  const isFirstReading = list?.accounts.some((account) => !account.isComplete && account.error === null) ?? false;
  if (isFilling !== (isFirstReading && isAtFirstPage)) setIsFilling(isFirstReading && isAtFirstPage);
  const [refreshFault, setRefreshFault] = useState<string>();
  const fault = error ? toFailure(error).message : refreshFault;
  const refresh = () => {
    refetch().then(
      () => setRefreshFault(undefined),
      (reason) => setRefreshFault(toFailure(reason).message),
    );
  };
  const isStale = useLiveResults({ start: events.start, isAutomatic: isAtFirstPage && isOnline, refresh });
  const change = (values: Readonly<Record<string, string>>) => goTo(withValues(query, values), { replace: true });
  useSearchKeys({
    box,
    table,
    rows,
    onExport: (index) => {
      const invoice = invoices?.[index];
      if (isExportAllowed && invoice?.state === 'AWAITING_EXPORT') setExported(invoice);
    },
    onHelp: () => setIsHelp(true),
  });

  return (
    <>
      <div className="head">
        <h1>Search</h1>
        <div className="actions">
          <button type="button" className="quiet" aria-keyshortcuts="?" onClick={() => setIsHelp(true)}>
            Keys
          </button>
          <CsvButton variables={variables} total={data?.searchInvoices?.totalCount} />
          <button type="button" className="outline" aria-busy={loading && list !== undefined} onClick={refresh}>
            {isStale ? 'New changes – refresh' : 'Refresh'}
          </button>
        </div>
      </div>
      <search>
        <SearchBox
          ref={box}
          text={toText(query) ?? ''}
          onText={(text) => change({ q: text })}
          onDown={() => rows.current?.focus(0)}
        />
        <Views search={search} />
        <SearchForm query={query} companies={known?.companies ?? []} onChange={change} />
      </search>
      <Counterparty query={query} invoices={invoices} onClear={() => change({ counterparty: '' })} />
      {!isOnline && (
        <Notice tone="warning" title="You are offline">
          {list ? 'These are the results from before.' : 'The search starts when you are back.'}
        </Notice>
      )}
      {list && <IndexFaults accounts={list.accounts} />}
      {fault && (
        <Notice
          tone="error"
          title={list ? 'Could not refresh. Showing the previous results.' : 'The search failed'}
          actions={
            <button type="button" onClick={refresh}>
              Try again
            </button>
          }
        >
          {fault}
          {!list && (
            <>
              {' '}
              <Link to={searchOf.inbox}>The inbox</Link> reads the sources themselves.
            </>
          )}
        </Notice>
      )}
      {(list || !error) && (
        <>
          <Totals query={query} page={known?.invoiceTotals ?? undefined} onChange={change} />
          <div className="found">
            <p role="status">{list && (data ? `${countOf(list.totalCount)} found` : 'Searching …')}</p>
            {list && <IndexState accounts={list.accounts} />}
          </div>
          <ResultTable
            ref={table}
            name={name}
            rows={rows}
            invoices={invoices}
            total={list?.totalCount}
            isOld={!data}
            order={toOrder(query)}
            onOrder={(field) => {
              const { field: sort, direction: dir } = nextOrder(toOrder(query), field);
              change({ sort, dir });
            }}
          />
          {invoices?.length === 0 && <Empty isNarrowed={isNarrowed(query)} isFilling={isFirstReading} />}
        </>
      )}
      {list && data && (
        <NextPage
          // Resets its state when the search changes.
          key={name}
          shown={invoices?.length ?? 0}
          total={list.totalCount}
          hasMore={list.pageInfo.hasNextPage}
          load={() =>
            fetchMore({
              query: SearchInvoicesDocument,
              variables: { ...variables, first: NEXT_PAGE, after: list.pageInfo.endCursor },
            })
          }
        />
      )}
      {exported && <ExportDialog documents={[exported]} onClose={() => setExported(undefined)} />}
      {isHelp && <KeysDialog onClose={() => setIsHelp(false)} />}
    </>
  );
}

interface CounterpartyProps {
  readonly query: URLSearchParams;
  readonly invoices: readonly InvoiceRowFragment[] | undefined;
  readonly onClear: () => void;
}

/** The condition that is chosen from a sum or a document, and not in the form. */
function Counterparty({ query, invoices, onClear }: CounterpartyProps) {
  const key = query.get('counterparty');
  if (key === null) return null;
  const name = invoices?.find(({ counterparty }) => counterparty?.key === key)?.counterparty?.name;
  return (
    <p className="chosen">
      Documents of <strong>{name ?? 'one counterparty'}</strong>
      <button type="button" className="outline" onClick={onClear}>
        Show all counterparties
      </button>
    </p>
  );
}

function Empty({ isNarrowed, isFilling }: { readonly isNarrowed: boolean; readonly isFilling: boolean }) {
  return (
    <div className="empty">
      <strong>{isNarrowed ? 'No documents match this search' : 'The index does not have any documents yet'}</strong>
      <p>
        {isFilling
          ? 'The gateway is still reading the sources: more documents appear here by themselves.'
          : isNarrowed
            ? 'Search for a part of the word or number, or remove conditions.'
            : 'Documents appear here once the gateway has read them.'}
      </p>
    </div>
  );
}
