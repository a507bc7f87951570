import type { AccountStateFragment } from 'invoice-gateway-client';
import { nameOfSource } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';

interface Props {
  readonly accounts: readonly AccountStateFragment[];
  readonly onRetry: () => void;
}

/** The accounts whose documents are missing from the list. */
export function AccountNotices({ accounts, onRetry }: Props) {
  return accounts.map(({ company, source, ok, error }) =>
    ok || error === null ? null : (
      <Notice
        key={`${company.id} ${source}`}
        tone="warning"
        title={`${nameOfSource(source)} of ${company.name} does not answer`}
        actions={
          error.retryable && (
            <button type="button" className="outline" onClick={onRetry}>
              Try again
            </button>
          )
        }
      >
        {error.message} Its documents are missing from this list.
      </Notice>
    ),
  );
}
