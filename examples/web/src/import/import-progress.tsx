import type { ImportJobStatus } from 'invoice-gateway-client';
import { useImportJobChangesSubscription } from 'invoice-gateway-client/react';
import { toFailure } from '../gateway/failure.ts';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { Notice } from '../parts/notice.tsx';

const TEXTS: Readonly<Record<ImportJobStatus, string>> = {
  IN_PROGRESS: 'Lightyear is importing',
  FINISHED: 'The import is finished',
  FAILED: 'The import failed',
  UNKNOWN: 'The status of the import is unknown',
};

/** Follows an import until it has ended. */
export function ImportProgress({ id }: { readonly id: string }) {
  const { data, error } = useImportJobChangesSubscription({ variables: { id } });
  const job = data?.importJob;
  const isRunning = job?.status !== 'FINISHED' && job?.status !== 'FAILED';
  if (error) {
    return (
      <Notice tone="error" title="Cannot follow the import" actions={<Link to={searchOf.import}>Start another</Link>}>
        {toFailure(error).message}
      </Notice>
    );
  }
  return (
    <article className="job" data-status={job?.status} aria-label="Import">
      <div role="status">
        <h2>{job === undefined ? 'Loading the status' : (TEXTS[job.status] ?? TEXTS.UNKNOWN)}</h2>
      </div>
      <p className="detail">{job && `${nameOf(job.type)} of ${job.company.name}`}</p>
      {isRunning ? <progress aria-label="Import" /> : <progress aria-label="Import" value={1} max={1} />}
      <dl className="counts">
        {(['inserted', 'updated', 'unchanged', 'deleted'] as const).map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{job?.counts?.[name] ?? '–'}</dd>
          </div>
        ))}
      </dl>
      {job?.status === 'FAILED' && (
        <p className="help">Lightyear does not give a reason: check the data, or ask Lightyear.</p>
      )}
      <footer>{!isRunning && <Link to={searchOf.import}>Start another</Link>}</footer>
    </article>
  );
}

function nameOf(type: string): string {
  return type.toLowerCase().replace(/_/g, ' ').replace(/^gl/, 'GL');
}
