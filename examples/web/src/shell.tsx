import { Activity as Kept, useRef } from 'react';
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

/** What stands around every page, and what has to go on while pages change: events and uploads. */
export function Shell({ onLeave }: Props) {
  const place = usePlace();
  const events = useEvents();
  const uploads = useUploads(events.recent);
  const isDragged = useFileDrop((files) => {
    uploads.add(files);
    goTo(searchOf.upload);
  });
  const inboxQuery = useRef<URLSearchParams | undefined>(undefined);
  if (place.page === 'inbox') inboxQuery.current = place.query;
  const inboxSearch = inboxQuery.current?.size ? `?${inboxQuery.current}` : searchOf.inbox;
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
              <Link to={inboxSearch} aria-current={current('inbox')}>
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
        <ConnectionState error={events.error} />
        <button type="button" className="quiet" onClick={onLeave}>
          Sign out
        </button>
      </header>
      <div className="frame">
        <main id="main" tabIndex={-1}>
          {inboxQuery.current !== undefined && (
            <Kept mode={place.page === 'inbox' ? 'visible' : 'hidden'}>
              <Inbox query={inboxQuery.current} events={events} />
            </Kept>
          )}
          {place.page === 'document' && <DocumentPage key={place.id} id={place.id} inboxSearch={inboxSearch} />}
          {place.page === 'upload' && <UploadPage uploads={uploads} isDragged={isDragged} />}
          {place.page === 'import' && <ImportPage jobId={place.jobId} />}
        </main>
        <ActivityPanel events={events.recent} />
      </div>
      {isDragged && <p className="drop-anywhere">Drop the files to upload them</p>}
    </>
  );
}
