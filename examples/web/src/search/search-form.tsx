import {
  type CompaniesQuery,
  InvoiceDirection,
  InvoiceKind,
  InvoiceOrderField,
  InvoiceState,
  OrderDirection,
  Source,
} from 'invoice-gateway-client';
import { nameOfDirection, nameOfKind, nameOfSource, nameOfState } from '../parts/names.ts';
import { SOON_DAYS, toAmount, toOrder } from './search-query.ts';

interface Props {
  readonly query: URLSearchParams;
  readonly companies: CompaniesQuery['companies'];
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}

type Options = readonly (readonly [string, string])[];

const SOURCES: Options = Object.values(Source).map((source) => [source, nameOfSource(source)]);
const KINDS: Options = Object.values(InvoiceKind).map((kind) => [kind, nameOfKind(kind)]);
const STATES: Options = Object.values(InvoiceState).map((state) => [state, nameOfState(state)]);
const DIRECTIONS: Options = Object.values(InvoiceDirection).map((one) => [one, nameOfDirection(one)]);
const DUE: Options = [
  ['overdue', 'Overdue'],
  ['soon', `In ${SOON_DAYS} days`],
];
const DUPLICATES: Options = [
  ['yes', 'Only possible ones'],
  ['no', 'Without them'],
];

const FIELD_NAMES: Readonly<Record<InvoiceOrderField, string>> = {
  ISSUE_DATE: 'Issue date',
  DUE_DATE: 'Due date',
  GROSS_AMOUNT: 'Amount',
  NUMBER: 'Number',
  COUNTERPARTY: 'Counterparty',
  FIRST_SEEN: 'First seen',
};
const DIRECTION_NAMES: Readonly<Record<OrderDirection, string>> = { ASC: 'ascending', DESC: 'descending' };
const ORDERS: Options = Object.values(InvoiceOrderField).flatMap((field) =>
  Object.values(OrderDirection).map(
    (direction) => [`${field} ${direction}`, `${FIELD_NAMES[field]}, ${DIRECTION_NAMES[direction]}`] as const,
  ),
);

/** The conditions that the index can be searched by. The rare ones are folded away, unless the URL has one of them. */
export function SearchForm({ query, companies, onChange }: Props) {
  const field = (name: string) => ({
    name,
    value: query.get(name) ?? '',
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  });
  const amount = (name: string) => ({
    ...field(name),
    inputMode: 'decimal' as const,
    'aria-invalid': (query.has(name) && toAmount(query.get(name)) === undefined) || undefined,
  });
  const { field: sort, direction } = toOrder(query);
  return (
    <form className="filter" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
      <Choice label="Company" {...field('company')} options={companies.map(({ id, name }) => [id, name])} />
      <Choice label="Source" {...field('source')} options={SOURCES} />
      <Choice label="Direction" {...field('direction')} options={DIRECTIONS} />
      <Choice label="State" {...field('state')} options={STATES} />
      <Choice label="Due" {...field('due')} options={DUE} />
      <Choice
        label="Order"
        name="order by"
        isRequired
        options={ORDERS}
        value={`${sort} ${direction}`}
        onChange={({ currentTarget: { value } }) => {
          const [newSort = '', newDirection = ''] = value.split(' ');
          onChange({ sort: newSort, dir: newDirection });
        }}
      />
      <details className="more" open={RARE.some((name) => query.has(name)) || undefined}>
        <summary>More conditions</summary>
        <div className="conditions">
          <Choice label="Kind" {...field('kind')} options={KINDS} />
          <label>
            Issued from
            <input type="date" {...field('from')} />
          </label>
          <label>
            Issued to
            <input type="date" {...field('to')} />
          </label>
          <label>
            Due from
            <input type="date" disabled={query.has('due')} {...field('dueFrom')} />
          </label>
          <label>
            Due to
            <input type="date" disabled={query.has('due')} {...field('dueTo')} />
          </label>
          <label>
            Amount from
            <input {...amount('min')} />
          </label>
          <label>
            Amount to
            <input {...amount('max')} />
          </label>
          <label>
            Currency
            <input maxLength={3} {...field('currency')} />
          </label>
          <label>
            Exact number
            <input {...field('number')} />
          </label>
          <label>
            Purchase order
            <input {...field('order')} />
          </label>
          <Choice label="Duplicates" {...field('duplicates')} options={DUPLICATES} />
        </div>
      </details>
    </form>
  );
}

const RARE = ['kind', 'from', 'to', 'dueFrom', 'dueTo', 'min', 'max', 'currency', 'number', 'order', 'duplicates'];

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly options: Options;
  /** True if a value is always chosen. */
  readonly isRequired?: boolean;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
}

function Choice({ label, options, isRequired = false, ...field }: ChoiceProps) {
  return (
    <label>
      {label}
      <select {...field}>
        {!isRequired && <option value="">All</option>}
        {options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
