import type { InvoiceDetailsFragment, InvoiceRowFragment } from 'invoice-gateway-client';
import { usePossibleDuplicatesQuery } from 'invoice-gateway-client/react';
import type { ReactNode } from 'react';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { Amount } from '../parts/amount.tsx';
import { Day } from '../parts/day.tsx';
import { nameOfKind } from '../parts/names.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import { StateBadge } from '../parts/state-badge.tsx';

/** The rows of the comparison. */
const FACTS: readonly (readonly [string, (invoice: InvoiceRowFragment) => ReactNode])[] = [
  ['Source', ({ source }) => <SourceBadge source={source} />],
  ['State', (invoice) => <StateBadge invoice={invoice} />],
  ['Kind', ({ kind }) => nameOfKind(kind)],
  ['Counterparty', ({ counterparty }) => counterparty?.name],
  ['Issued', ({ issueDate }) => <Day day={issueDate} />],
  ['Due', ({ dueDate }) => <Day day={dueDate} />],
  ['Gross', ({ signedGrossAmount, currency }) => <Amount value={signedGrossAmount} currency={currency} />],
];

/** Compares the document with those that have the same counterparty, number and amount. Nothing if there are none, or the index is away. */
export function Duplicates({ invoice }: { readonly invoice: InvoiceDetailsFragment }) {
  // `null` in place of the list is an index that cannot be read: the page does not depend on it.
  const { data } = usePossibleDuplicatesQuery({ variables: { id: invoice.id }, errorPolicy: 'all' });
  const others = data?.invoice?.possibleDuplicates ?? [];
  if (others.length === 0) return null;
  const all = [invoice, ...others];
  return (
    <section aria-labelledby="duplicates-title" className="duplicates">
      <h2 id="duplicates-title">Possible duplicates</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroller" tabIndex={0} aria-labelledby="duplicates-title">
        <table>
          <thead>
            <tr>
              <td />
              {all.map(({ id, fullNumber }, index) => (
                <th key={id} scope="col">
                  {index === 0 ? (
                    'This document'
                  ) : (
                    <Link to={searchOf.document(id)}>{fullNumber ?? 'Without a number'}</Link>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FACTS.map(([name, toValue]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {all.map((one) => (
                  <td key={one.id}>{toValue(one)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
