import { ImportForm } from './import-form.tsx';
import { ImportProgress } from './import-progress.tsx';

/**
 * A form, or the import that was started with it. The import's id is in the URL, so that it can be followed after a
 * reload.
 */
export function ImportPage({ jobId }: { readonly jobId: string | undefined }) {
  return (
    <>
      <div className="head">
        <h1>Import</h1>
      </div>
      {jobId === undefined ? <ImportForm /> : <ImportProgress key={jobId} id={jobId} />}
    </>
  );
}
