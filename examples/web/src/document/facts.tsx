import type { InvoiceDetailsFragment } from 'invoice-gateway-client';
import type { ReactNode } from 'react';
import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';
import { formatDay } from '../parts/format-date.ts';

/** The fields of the whole document. Fields without a value are left out. */
export function Facts({ invoice }: { readonly invoice: InvoiceDetailsFragment }) {
  const { supplier, customer, counterparty, glCode, creditReason } = invoice;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Supplier', joined([supplier?.name, supplier?.countryCode])],
    ['Tax number', supplier?.taxNumber],
    ['Customer', joined([customer?.name, customer?.code])],
    ['Counterparty', counterparty && <Link to={searchOf.counterparty(counterparty.key)}>All its documents</Link>],
    ['Company', invoice.company.name],
    ['Issued', invoice.issueDate && formatDay(invoice.issueDate)],
    ['Due', invoice.dueDate && formatDay(invoice.dueDate)],
    ['Series', invoice.series],
    ['Purchase order', invoice.purchaseOrderNumber],
    ['GL code', glCode && joined([glCode.code, glCode.description])],
    ['Credit reason', creditReason && joined([creditReason.code, creditReason.description])],
    ['Note', invoice.additionalInfo],
    ['Reference', invoice.uploadReference],
    ['Tags', joined(invoice.tags)],
    ['Number at its source', invoice.sourceId],
  ];
  return (
    <article aria-label="About the document">
      <dl className="facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </article>
  );
}

function joined(texts: readonly (string | null | undefined)[]): string {
  return texts.filter(Boolean).join(', ');
}
