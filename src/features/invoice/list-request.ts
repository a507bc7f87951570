import type { InvoiceFilter, QueryInvoicesArgs } from '../../__generated__/resolvers.ts';
import type { Backend, Listing } from '../../backends/backend.ts';
import type { Context } from '../../context.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { PageRequest } from '../../loaders/invoice-page/read-page.ts';
import { nameOfList } from '../../loaders/name-of-list.ts';
import { checkCompanies, checkCount, checkFirst, checkInstant } from '../arguments.ts';

const DEFAULT_FIRST = 50;
const MAX_FIRST = 200;

/** Checks a list's arguments. Throws BadUserInput, or NotFound for a company that the caller may not see. */
export function listRequest(
  { filter, first, after }: QueryInvoicesArgs,
  context: Context,
  selectionNeedsDetail: boolean,
): PageRequest {
  const wanted = filter ?? {};
  checkCounts(wanted);
  checkDates(wanted);
  checkCompanies(wanted.companies, context.accounts);
  const { issuedFrom, issuedTo, uploadReference } = wanted;
  const kinds = wanted.kinds && new Set(wanted.kinds);
  const directions = wanted.directions && new Set(wanted.directions);
  return {
    backends: wantedOf(context.accounts.backends, wanted),
    list: nameOfList(wanted),
    first: checkFirst(first, DEFAULT_FIRST, MAX_FIRST),
    after: after ?? null,
    filter: { ...wanted, since: checkInstant(wanted.since, ['filter', 'since']) },
    needsDetail: selectionNeedsDetail || Boolean(kinds ?? directions ?? issuedFrom ?? issuedTo ?? uploadReference),
    accepts: (invoice, listing) =>
      (kinds?.has(invoice.kind) ?? true) &&
      (directions?.has(invoice.direction) ?? true) &&
      (!uploadReference || invoice.uploadReference === uploadReference) &&
      isIssuedWithin(invoice, listing, issuedFrom, issuedTo),
    reads: context.reads,
    signal: context.signal,
  };
}

/** Every account checks every list of a filter, and an operation may select many lists. */
function checkCounts({ companies, sources, kinds, directions }: InvoiceFilter): void {
  for (const [name, values] of Object.entries({ companies, sources, kinds, directions }))
    checkCount(values, ['filter', name]);
}

function checkDates({ issuedFrom, issuedTo }: InvoiceFilter): void {
  if (!issuedFrom || !issuedTo || issuedFrom <= issuedTo) return;
  throw new BadUserInput(`issuedFrom (${issuedFrom}) is after issuedTo (${issuedTo}): swap them`, {
    field: ['filter', 'issuedFrom'],
  });
}

/** An account that cannot have such a document is not asked. */
function wantedOf(
  backends: readonly Backend[],
  { companies, sources, kinds, directions, uploadReference }: InvoiceFilter,
): readonly Backend[] {
  // An empty list of kinds accepts no document.
  if (kinds?.length === 0) return [];
  const wanted = { companies: companies && new Set(companies), sources: sources && new Set(sources) };
  return backends.filter(
    (backend) =>
      (wanted.companies?.has(backend.company) ?? true) &&
      (wanted.sources?.has(backend.source) ?? true) &&
      (directions?.some((direction) => backend.directions.has(direction)) ?? true) &&
      (!uploadReference || backend.uploads !== undefined),
  );
}

/** A document without a date is not in any range, unless its source applied the range itself. */
function isIssuedWithin(
  { issueDate }: Invoice,
  { isWithinDates = false }: Pick<Listing, 'isWithinDates'>,
  from: string | null | undefined,
  to: string | null | undefined,
): boolean {
  if (!from && !to) return true;
  if (issueDate === null) return isWithinDates;
  return (!from || from <= issueDate) && (!to || issueDate <= to);
}
