import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import type { UploadedFile, UploadState } from './use-uploads.ts';

interface Props {
  readonly upload: UploadedFile;
  /** The name of the company that the file is for. */
  readonly companyName: string | undefined;
  readonly onAgain: () => void;
}

export function UploadItem({ upload: { file, state, documents }, companyName, onAgain }: Props) {
  const isOver = state.kind !== 'waiting' && state.kind !== 'sending';
  return (
    <li data-state={documents.length > 0 ? 'digitized' : state.kind}>
      <div className="name">
        <strong>{file.name}</strong>
        <span className="detail">{[companyName, sizeOf(file.size)].filter(Boolean).join(', ')}</span>
      </div>
      <progress aria-label={`Upload of ${file.name}`} max={100} value={isOver ? 100 : percentOf(state)} />
      <p role="status">
        {documents.length === 0 && <StateText state={state} />}
        {documents.length > 0 && 'Digitized: '}
        {documents.map(({ id, number }) => (
          <Link key={id} to={searchOf.document(id)}>
            Open {number ?? 'the document'}
          </Link>
        ))}
      </p>
      {state.kind === 'failed' && (
        <button type="button" className="outline" onClick={onAgain}>
          Try again
        </button>
      )}
    </li>
  );
}

function StateText({ state }: { readonly state: UploadState }) {
  switch (state.kind) {
    case 'waiting':
      return 'Queued';
    case 'sending':
      return percentOf(state) === 100 ? 'Sending to Įvesk' : `${percentOf(state)} % sent`;
    case 'sent':
      return 'Uploaded, waiting for digitization';
    case 'failed':
      return <>Not uploaded: {state.message}</>;
    case 'unknown':
      return 'Outcome unknown: there was no answer. Check whether its document appears before you upload it again.';
  }
}

function percentOf(state: UploadState): number {
  if (state.kind !== 'sending') return 0;
  return state.total === 0 ? 100 : Math.floor((100 * state.sent) / state.total);
}

function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
