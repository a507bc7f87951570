import { InvoiceGroup, type TotalsPageFragment } from 'invoice-gateway-client';
import { useState } from 'react';
import { Link } from '../navigation/link.tsx';
import { Amount } from '../parts/amount.tsx';
import { countOf } from '../parts/names.ts';
import { toGroup, withValues } from './search-query.ts';
import { conditionsOf, largest, nameOfTotal, type Series, sizeOf, type Total, toSeries } from './series.ts';

interface Props {
  readonly query: URLSearchParams;
  /** Undefined while they are loading. */
  readonly page: TotalsPageFragment | undefined;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}

const BARS = 6;
const GROUPS: readonly (readonly [string, string])[] = [
  [InvoiceGroup.Counterparty, 'Counterparty'],
  [InvoiceGroup.Month, 'Month'],
  ['NONE', 'Currency'],
  [InvoiceGroup.GlCode, 'Ledger account'],
  [InvoiceGroup.Kind, 'Kind'],
  [InvoiceGroup.Source, 'Source'],
  [InvoiceGroup.State, 'State'],
];

/** Sums of the documents that the search finds: as bars, or as a table with every digit. */
export function Totals({ query, page, onChange }: Props) {
  const [isTable, setIsTable] = useState(false);
  const [group] = toGroup(query);
  const all = toSeries(page?.nodes ?? []);
  const series = all.find(({ key }) => key === query.get('series')) ?? all[0];
  return (
    <section className="sums" aria-labelledby="sums-title" aria-busy={page === undefined}>
      <div className="choices">
        <h2 id="sums-title">Sums</h2>
        <label>
          By
          <select value={group ?? 'NONE'} onChange={({ currentTarget }) => onChange({ by: currentTarget.value })}>
            {GROUPS.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {group !== undefined && series && (
          <label>
            Of
            <select value={series.key} onChange={({ currentTarget }) => onChange({ series: currentTarget.value })}>
              {all.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="button" className="outline" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          Table
        </button>
      </div>
      {page && series === undefined && <p className="help">No sums: no document matches.</p>}
      {page && page.totalCount > page.nodes.length && (
        <p className="help">
          The first {page.nodes.length.toLocaleString()} of {page.totalCount.toLocaleString()} groups. Narrow the search
          to see all of them.
        </p>
      )}
      {group === undefined ? (
        <SumsTable totals={page?.nodes ?? []} nameOf={nameOfUnit} header="Company, direction, currency" />
      ) : series === undefined ? null : isTable ? (
        <SumsTable totals={series.totals} nameOf={(total) => nameOfTotal(total, group)} header="Group" />
      ) : (
        <Bars series={series} group={group} query={query} />
      )}
    </section>
  );
}

function nameOfUnit(total: Total): string {
  return toSeries([total])[0]?.name ?? '';
}

interface BarsProps {
  readonly series: Series;
  readonly group: InvoiceGroup;
  readonly query: URLSearchParams;
}

/** Each bar is a link that narrows the search to its documents. */
function Bars({ series, group, query }: BarsProps) {
  const totals = largest(series.totals, group, BARS);
  const max = Math.max(...totals.map(sizeOf)) || 1;
  const others = series.totals.length - totals.length;
  return (
    <figure>
      <ol className="bars">
        {totals.map((total) => {
          const name = nameOfTotal(total, group);
          const conditions = conditionsOf(total, group);
          return (
            <li key={`${name} ${total.counterparty?.key}`}>
              <span className="name">
                {conditions ? <Link to={withValues(query, conditions)}>{name}</Link> : <span>{name}</span>}
                <small>{countOf(total.count)}</small>
              </span>
              <Amount value={total.signedGrossAmount} currency={series.currency} />
              <span
                className="bar"
                data-sign={total.signedGrossAmount.startsWith('-') ? 'minus' : 'plus'}
                style={{ width: `${(100 * sizeOf(total)) / max}%` }}
              />
            </li>
          );
        })}
      </ol>
      <figcaption>
        Gross amounts of {series.name}
        {others > 0 && `; ${countOf(others, 'other group')} in the table`}
      </figcaption>
    </figure>
  );
}

interface SumsTableProps {
  readonly totals: readonly Total[];
  readonly nameOf: (total: Total) => string;
  readonly header: string;
}

function SumsTable({ totals, nameOf, header }: SumsTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section className="scroller" tabIndex={0} aria-label="Sums as a table">
      <table aria-labelledby="sums-title">
        <thead>
          <tr>
            <th scope="col">{header}</th>
            <th scope="col" className="number">
              Documents
            </th>
            <th scope="col" className="number">
              Net
            </th>
            <th scope="col" className="number">
              Tax
            </th>
            <th scope="col" className="number">
              Gross
            </th>
            <th scope="col" className="number">
              Not summed
            </th>
          </tr>
        </thead>
        <tbody>
          {totals.map((total) => (
            <tr key={`${nameOf(total)} ${total.counterparty?.key}`}>
              <th scope="row">{nameOf(total)}</th>
              <td className="number">{total.count.toLocaleString()}</td>
              <td className="number">
                <Amount value={total.signedNetAmount} />
              </td>
              <td className="number">
                <Amount value={total.signedTaxAmount} />
              </td>
              <td className="number">
                <Amount value={total.signedGrossAmount} currency={total.currency} />
              </td>
              <td className="number">{total.unknownAmounts.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
