import {
  type InvoiceFilter,
  InvoiceKind,
  type InvoiceRowFragment,
  type IsoDate,
  Source,
  toIsoDate,
} from 'invoice-gateway-client';

/** The filter in the URL; unknown values are left out. */
export function toFilter(query: URLSearchParams): InvoiceFilter {
  const company = query.get('company');
  const source = oneOf(Object.values(Source), query.get('source'));
  const kind = oneOf(Object.values(InvoiceKind), query.get('kind'));
  const from = toDay(query.get('from'));
  const to = toDay(query.get('to'));
  return {
    ...(company && { companies: [company] }),
    ...(source && { sources: [source] }),
    ...(kind && { kinds: [kind] }),
    ...(from && { issuedFrom: from }),
    ...(to && { issuedTo: to }),
    ...(query.get('queue') === 'DIGITIZED' && { iveskQueue: 'DIGITIZED' as const }),
  };
}

/** True if the list would show the document after a refresh. */
export function fits(filter: InvoiceFilter, { company, source, kind, issueDate }: InvoiceRowFragment): boolean {
  const { companies, sources, kinds, issuedFrom, issuedTo } = filter;
  return (
    (companies?.includes(company.id) ?? true) &&
    (sources?.includes(source) ?? true) &&
    (kinds?.includes(kind) ?? true) &&
    (issuedFrom == null || (issueDate !== null && issueDate >= issuedFrom)) &&
    (issuedTo == null || (issueDate !== null && issueDate <= issuedTo))
  );
}

/** The query of the URL with one value of the filter changed; an empty value removes it. */
export function withValue(query: URLSearchParams, name: string, value: string): string {
  const changed = new URLSearchParams(query);
  if (value === '') changed.delete(name);
  else changed.set(name, value);
  return changed.size === 0 ? '' : `?${changed}`;
}

/** The value of the URL, if it is one of these. */
export function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | undefined {
  return values.find((value) => value === text);
}

/** The day of the URL. Undefined for any other text. */
export function toDay(text: string | null): IsoDate | undefined {
  try {
    // While a year is being typed, it starts with zeros.
    return text === null || text < '1900' ? undefined : toIsoDate(text);
  } catch {
    // A date that does not exist, typed by hand.
    return undefined;
  }
}
