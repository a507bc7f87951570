import { type CompaniesQuery, InvoiceKind, Source } from 'invoice-gateway-client';
import { goTo } from '../navigation/location.ts';
import { nameOfKind, nameOfSource } from '../parts/names.ts';
import { withValue } from './filter.ts';

interface Props {
  readonly query: URLSearchParams;
  readonly companies: CompaniesQuery['companies'];
}

export function FilterForm({ query, companies }: Props) {
  const field = (name: string) => ({
    name,
    value: query.get(name) ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      goTo(withValue(query, name, event.currentTarget.value), { replace: true }),
  });
  return (
    <search>
      <form className="filter" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
        <label>
          Company
          <select {...field('company')}>
            <option value="">All</option>
            {companies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Source
          <select {...field('source')}>
            <option value="">All</option>
            {Object.values(Source).map((source) => (
              <option key={source} value={source}>
                {nameOfSource(source)}
              </option>
            ))}
          </select>
        </label>
        <label>
          Kind
          <select {...field('kind')}>
            <option value="">All</option>
            {Object.values(InvoiceKind).map((kind) => (
              <option key={kind} value={kind}>
                {nameOfKind(kind)}
              </option>
            ))}
          </select>
        </label>
        <label>
          Issued from
          <input type="date" {...field('from')} />
        </label>
        <label>
          Issued to
          <input type="date" {...field('to')} />
        </label>
        <label>
          Įvesk queue
          <select {...field('queue')}>
            <option value="">Exported</option>
            <option value="DIGITIZED">Digitized</option>
          </select>
        </label>
        <button
          type="button"
          className="quiet"
          disabled={query.size === 0}
          onClick={(event) => {
            // Once the button is disabled, the focus would be lost.
            event.currentTarget.form?.querySelector('select')?.focus();
            goTo('', { replace: true });
          }}
        >
          Clear
        </button>
      </form>
    </search>
  );
}
