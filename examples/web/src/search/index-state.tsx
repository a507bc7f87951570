import type { IndexStateFragment } from 'invoice-gateway-client';
import { formatMoment } from '../parts/format-date.ts';
import { countOf, nameOfSource } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';

interface Props {
  readonly accounts: readonly IndexStateFragment[];
}

/** An account that has not been read for so long is behind: by default the gateway reads each within 15 minutes. */
const BEHIND_MS = 60 * 60 * 1_000;

/** Says which accounts are missing from the index, in part or for some time, and why. */
export function IndexFaults({ accounts }: Props) {
  const now = Date.now();
  return accounts.map((account) => {
    const fault = faultOf(account, now);
    return fault === undefined ? null : (
      <Notice
        key={`${account.company.id} ${account.source}`}
        tone={account.error ? 'warning' : 'info'}
        title={`${nameOfSource(account.source)} of ${account.company.name} ${fault}`}
      >
        {account.error && `${account.error.message} `}
        {standOf(account)}
      </Notice>
    );
  });
}

/** When each account was read for the last time. */
export function IndexState({ accounts }: Props) {
  const now = Date.now();
  const upToDate = accounts.filter((account) => faultOf(account, now) === undefined).length;
  return (
    <details className="freshness">
      <summary>
        {upToDate} of {countOf(accounts.length, 'account')} up to date
      </summary>
      <table>
        <caption className="unseen">How fresh the index is</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Last read</th>
            <th scope="col" className="number">
              Documents
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={`${account.company.id} ${account.source}`}>
              <th scope="row">
                {account.company.name}, {nameOfSource(account.source)}
              </th>
              <td>{account.asOf === null ? 'Not yet' : formatMoment(account.asOf)}</td>
              <td className="number">{account.documentCount.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Undefined if the account is up to date. */
function faultOf({ error, isComplete, asOf }: IndexStateFragment, now: number): string | undefined {
  if (error !== null) return 'cannot be read';
  if (!isComplete) return 'has not been read to its end yet';
  if (asOf !== null && now - Date.parse(asOf) > BEHIND_MS) return 'is behind';
  return undefined;
}

function standOf({ asOf, documentCount }: IndexStateFragment): string {
  const known = documentCount === 1 ? 'Its document is' : `Its ${countOf(documentCount)} are`;
  return asOf === null
    ? `${countOf(documentCount)} of it can be found so far.`
    : `${known} shown as of ${formatMoment(asOf)}.`;
}
