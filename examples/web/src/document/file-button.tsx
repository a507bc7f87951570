import { useInvoiceFileLazyQuery } from 'invoice-gateway-client/react';
import { toFailure } from '../gateway/failure.ts';

interface Props {
  readonly id: string;
  readonly name: string | null;
}

/** Requests the file's URL each time: it expires after some minutes. */
export function FileButton({ id, name }: Props) {
  const [ask, { data, loading, error }] = useInvoiceFileLazyQuery({ fetchPolicy: 'network-only' });
  const url = data?.invoice?.file?.downloadUrl;
  const open = async () => {
    // The error is shown below.
    const answer = await ask({ variables: { id } }).catch(() => undefined);
    const address = answer?.data?.invoice?.file?.downloadUrl;
    if (address) window.open(address, '_blank', 'noopener');
  };
  return (
    <div className="file">
      <button type="button" aria-busy={loading} disabled={loading} onClick={open}>
        Open the file
      </button>
      <small role="status">
        {url && (
          <a href={url} target="_blank" rel="noopener">
            {name ?? 'The file'}, if it did not open
          </a>
        )}
        {data && !url && 'The file is not available right now.'}
        {error && toFailure(error).message}
      </small>
    </div>
  );
}
