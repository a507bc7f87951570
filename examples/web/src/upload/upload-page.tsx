import { useCompaniesQuery } from 'invoice-gateway-client/react';
import { UploadItem } from './upload-item.tsx';
import type { Uploads } from './use-uploads.ts';

interface Props {
  readonly uploads: Uploads;
  readonly isDragged: boolean;
}

export function UploadPage({ uploads, isDragged }: Props) {
  const { data, error } = useCompaniesQuery();
  const companies = data?.companies.filter(({ sources }) => sources.includes('IVESK')) ?? [];
  const nameOf = (id: string | null) => (companies.find((one) => one.id === id) ?? companies[0])?.name;
  return (
    <>
      <div className="head">
        <h1>Upload</h1>
      </div>
      <p className="help">
        Įvesk digitizes the files that you upload here. Each document appears as soon as it is ready.
      </p>
      <label className="company">
        Company
        <select
          value={uploads.company ?? companies[0]?.id ?? ''}
          onChange={(event) => uploads.chooseCompany(event.currentTarget.value)}
        >
          {companies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="drop" data-over={isDragged}>
        <strong>Drop invoices here, or choose them</strong>
        <small>PDFs or images, several at once if you like</small>
        <input
          type="file"
          multiple
          onChange={(event) => {
            uploads.add([...(event.currentTarget.files ?? [])]);
            // Allows the same file to be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </label>
      {error && data === undefined && <p className="help">The companies could not be loaded: the first one is used.</p>}
      {uploads.files.length > 0 && (
        <ul className="uploads" aria-label="Files">
          {uploads.files.map((one) => (
            <UploadItem
              key={one.reference}
              upload={one}
              companyName={nameOf(one.company)}
              onAgain={() => uploads.again(one.reference)}
            />
          ))}
        </ul>
      )}
    </>
  );
}
