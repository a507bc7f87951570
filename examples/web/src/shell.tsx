import { Activity as Kept, useEffect, useRef, useState } from 'react';
import { DocumentPage } from './document/document-page.tsx';
import { useScopes } from './gateway/use-scopes.ts';
import { ImportPage } from './import/import-page.tsx';
import { Inbox } from './inbox/inbox.tsx';
import { ActivityPanel } from './live/activity-panel.tsx';
import { ConnectionState } from './live/connection-state.tsx';
import { useEvents } from './live/use-events.ts';
import { Link } from './navigation/link.tsx';
import { goTo, searchOf, usePlace } from './navigation/location.ts';
import { SearchPage } from './search/search-page.tsx';
import { UploadPage } from './upload/upload-page.tsx';
import { useFileDrop } from './upload/use-file-drop.ts';
import { useUploads } from './upload/use-uploads.ts';

interface Props {
  readonly onLeave: () => void;
}

/** A document's page has the number of the document as its title. */
const TITLES = {
  inbox: 'Inbox – Invoices',
  search: 'Search – Invoices',
  document: undefined,
  upload: 'Upload – Invoices',
  import: 'Import – Invoices',
};

/** The frame of every page, and the state that outlives page changes: events and uploads. */
export function Shell({ onLeave }: Props) {
  const place = usePlace();
  const events = useEvents();
  const has = useScopes();
  const uploads = useUploads(events.uploaded);
  const isDragged = useFileDrop((files) => {
    if (!has('files:write')) return;
    // For the company that the list is filtered by, if any.
    uploads.add(files, place.page === 'inbox' ? new URLSearchParams(place.search).get('company') : null);
    goTo(searchOf.upload);
  });
  // Both lists keep their state while another page is shown. A document leads back to the one that was shown last.
  const listed = useRef<readonly string[]>([]);
  const [inboxSearch, setInboxSearch] = useState<string>();
  const [searchSearch, setSearchSearch] = useState<string>();
  const [lastList, setLastList] = useState<'inbox' | 'search'>('inbox');
  if (place.page === 'inbox' && place.search !== inboxSearch) setInboxSearch(place.search);
  if (place.page === 'search' && place.search !== searchSearch) setSearchSearch(place.search);
  if ((place.page === 'inbox' || place.page === 'search') && place.page !== lastList) setLastList(place.page);
  // The text to import, too.
  const [hasImport, setHasImport] = useState(false);
  const [jobId, setJobId] = useState<string>();
  if (place.page === 'import' && (!hasImport || place.jobId !== jobId)) {
    setHasImport(true);
    setJobId(place.jobId);
  }
  const back =
    lastList === 'search'
      ? { to: searchSearch ?? searchOf.search, name: 'Search' }
      : { to: inboxSearch ?? searchOf.inbox, name: 'Inbox' };
  useEffect(() => {
    const title = TITLES[place.page];
    if (title !== undefined) document.title = title;
  }, [place.page]);
  const current = (page: typeof place.page) => (place.page === page ? ('page' as const) : undefined);

  return (
    <>
      <header className="top">
        <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
          Skip to the content
        </button>
        <nav aria-label="Main">
          <strong className="brand">
            <img src="./favicon.svg" alt="" width="28" height="28" /> Invoices
          </strong>
          <ul>
            <li>
              <Link to={inboxSearch ?? searchOf.inbox} aria-current={current('inbox')}>
                Inbox
              </Link>
            </li>
            <li>
              <Link to={searchSearch ?? searchOf.search} aria-current={current('search')}>
                Search
              </Link>
            </li>
            {has('files:write') && (
              <li>
                <Link to={searchOf.upload} aria-current={current('upload')}>
                  Upload
                </Link>
              </li>
            )}
            {has('imports:write') && (
              <li>
                <Link to={searchOf.import} aria-current={current('import')}>
                  Import
                </Link>
              </li>
            )}
          </ul>
        </nav>
        <ConnectionState isRefused={events.error !== undefined} />
        <button type="button" className="quiet" onClick={onLeave}>
          Sign out
        </button>
      </header>
      <div className="frame">
        <main id="main" tabIndex={-1}>
          {inboxSearch !== undefined && (
            <Kept mode={place.page === 'inbox' ? 'visible' : 'hidden'}>
              <Inbox search={inboxSearch} events={events} listed={listed} />
            </Kept>
          )}
          {searchSearch !== undefined && (
            <Kept mode={place.page === 'search' ? 'visible' : 'hidden'}>
              <SearchPage search={searchSearch} events={events} listed={listed} />
            </Kept>
          )}
          {place.page === 'document' && <DocumentPage key={place.id} id={place.id} back={back} listed={listed} />}
          {place.page === 'upload' && <UploadPage uploads={uploads} isDragged={isDragged} />}
          {hasImport && (
            <Kept mode={place.page === 'import' ? 'visible' : 'hidden'}>
              <ImportPage jobId={jobId} />
            </Kept>
          )}
        </main>
        <ActivityPanel events={events.recent} error={events.error} />
      </div>
      {isDragged && <p className="drop-anywhere">Drop the files to upload them</p>}
    </>
  );
}
