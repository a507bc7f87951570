import type { InvoiceDetailsFragment } from 'invoice-gateway-client';
import { Amount } from '../parts/amount.tsx';

export function Totals({ invoice }: { readonly invoice: InvoiceDetailsFragment }) {
  const { netAmount, taxAmount, grossAmount, currency } = invoice;
  return (
    <article className="totals" aria-label="Totals">
      <dl>
        <div>
          <dt>Net</dt>
          <dd>
            <Amount value={netAmount} currency={currency} />
          </dd>
        </div>
        <div>
          <dt>Tax</dt>
          <dd>
            <Amount value={taxAmount} currency={currency} />
          </dd>
        </div>
        <div className="sum">
          <dt>Gross</dt>
          <dd>
            <Amount value={grossAmount} currency={currency} />
          </dd>
        </div>
      </dl>
    </article>
  );
}
