import type { InvoiceDetailsFragment, LineFragment } from 'invoice-gateway-client';
import { Amount, Nothing } from '../parts/amount.tsx';
import { formatDecimal } from '../parts/format-decimal.ts';

export function LinesTable({ invoice }: { readonly invoice: InvoiceDetailsFragment }) {
  const { lineItems, lineDetail } = invoice;
  return (
    <section aria-labelledby="lines-title">
      <h2 id="lines-title">Lines</h2>
      {lineDetail === 'DOCUMENT_TOTALS' && (
        <p className="help">Derived from the totals: the document does not have lines of its own.</p>
      )}
      {lineItems.length === 0 ? (
        <p className="help">The source does not provide lines.</p>
      ) : (
        <table className="lines" aria-labelledby="lines-title">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Description</th>
              <th scope="col" className="number wide">
                Quantity
              </th>
              <th scope="col" className="number wide">
                Price
              </th>
              <th scope="col" className="wide">
                GL code
              </th>
              <th scope="col" className="wide">
                Tax
              </th>
              <th scope="col" className="number">
                Net
              </th>
              <th scope="col" className="number">
                Gross
              </th>
            </tr>
          </thead>
          <tbody>
            {lineItems.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Line({ line }: { readonly line: LineFragment }) {
  const { position, code, description, unitPrice, glCode, netAmount, grossAmount } = line;
  const quantity = line.quantity && [formatDecimal(line.quantity, 0), line.unit].filter(Boolean).join(' ');
  const rate = line.taxCode?.ratePercent && `${line.taxCode.ratePercent}\u00a0%`;
  const tax = [line.taxCode?.code, rate].filter(Boolean).join(', ');
  const summary = [quantity, unitPrice && `at ${formatDecimal(unitPrice)}`, glCode?.code, tax]
    .filter(Boolean)
    .join(' · ');
  return (
    <tr>
      <td>{position}</td>
      <td>
        {description ?? code ?? <Nothing />}
        {description && code && <div className="detail">{code}</div>}
        {summary && <div className="detail narrow">{summary}</div>}
      </td>
      <td className="number wide">{quantity || <Nothing />}</td>
      <td className="number wide">
        <Amount value={unitPrice} />
      </td>
      <td className="wide">
        {glCode?.code ?? glCode?.description ?? <Nothing />}
        {glCode?.code && glCode.description && <div className="detail">{glCode.description}</div>}
      </td>
      <td className="wide">{tax || <Nothing />}</td>
      <td className="number">
        <Amount value={netAmount} />
      </td>
      <td className="number">
        <Amount value={grossAmount} />
      </td>
    </tr>
  );
}
