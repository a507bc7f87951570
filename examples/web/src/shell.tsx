import { Activity as Kept, useEffect, useState } from 'react';
import { DocumentPage } from './document/document-page.tsx';
import { ImportPage } from './import/import-page.tsx';
import { Inbox } from './inbox/inbox.tsx';
import { ActivityPanel } from './live/activity-panel.tsx';
import { ConnectionState } from './live/connection-state.tsx';
import { useEvents } from './live/use-events.ts';
import { Link } from './navigation/link.tsx';
import { goTo, searchOf, usePlace } from './navigation/location.ts';
import { UploadPage } from './upload/upload-page.tsx';
import { useFileDrop } from './upload/use-file-drop.ts';
import { useUploads } from './upload/use-uploads.ts';

interface Props {
  readonly onLeave: () => void;
}

const TITLES = {
  inbox: 'Invoices',
  document: 'Document – Invoices',
  upload: 'Upload – Invoices',
  import: 'Import – Invoices',
};

/** The frame of every page, and the state that outlives page changes: events and uploads. */
export function Shell({ onLeave }: Props) {
  const place = usePlace();
  const events = useEvents();
  const uploads = useUploads(events.uploaded);
  const isDragged = useFileDrop((files) => {
    // For the company that the list is filtered by, if any.
    uploads.add(files, place.page === 'inbox' ? new URLSearchParams(place.search).get('company') : null);
    goTo(searchOf.upload);
  });
  // The inbox keeps its state while another page is shown.
  const [inboxSearch, setInboxSearch] = useState<string>();
  if (place.page === 'inbox' && place.search !== inboxSearch) setInboxSearch(place.search);
  useEffect(() => {
    document.title = TITLES[place.page];
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
              <Link to={searchOf.upload} aria-current={current('upload')}>
                Upload
              </Link>
            </li>
            <li>
              <Link to={searchOf.import} aria-current={current('import')}>
                Import
              </Link>
            </li>
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
              <Inbox search={inboxSearch} events={events} />
            </Kept>
          )}
          {place.page === 'document' && (
            <DocumentPage key={place.id} id={place.id} inboxSearch={inboxSearch ?? searchOf.inbox} />
          )}
          {place.page === 'upload' && <UploadPage uploads={uploads} isDragged={isDragged} />}
          {place.page === 'import' && <ImportPage jobId={place.jobId} />}
        </main>
        <ActivityPanel events={events.recent} error={events.error} />
      </div>
      {isDragged && <p className="drop-anywhere">Drop the files to upload them</p>}
    </>
  );
}
