import { hash } from 'node:crypto';
import type { InvoiceFilter, QueryInvoicesArgs } from '../../__generated__/resolvers.ts';
import type { Backend } from '../../backends/backend.ts';
import type { Context } from '../../context.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { BadUserInput, NotFound } from '../../errors/catalogue.ts';
import type { PageRequest } from '../../loaders/invoice-page/read-page.ts';
import { checkFirst } from '../check-first.ts';
import { checkInstant } from '../check-instant.ts';

const DEFAULT_FIRST = 50;
const MAX_FIRST = 200;

/** Checks a list's arguments. Throws BadUserInput, or NotFound for a company that is not there for this caller. */
export function listRequest(
  { filter, first, after }: QueryInvoicesArgs,
  context: Context,
  selectionNeedsDetail: boolean,
): PageRequest {
  const wanted = filter ?? {};
  checkDates(wanted);
  checkCompanies(wanted, context);
  const { kinds, issuedFrom, issuedTo } = wanted;
  return {
    backends: context.accounts.backends.filter((backend) => isWanted(backend, wanted)),
    list: nameOf(wanted),
    first: checkFirst(first, DEFAULT_FIRST, MAX_FIRST),
    after: after ?? null,
    query: {
      issuedFrom: issuedFrom ?? null,
      issuedTo: issuedTo ?? null,
      iveskQueue: wanted.iveskQueue ?? 'EXPORTED',
      since: checkInstant(wanted.since, ['filter', 'since']),
    },
    needsDetail: selectionNeedsDetail || Boolean(kinds ?? issuedFrom ?? issuedTo),
    accepts: (invoice) => (kinds?.includes(invoice.kind) ?? true) && isIssuedWithin(invoice, issuedFrom, issuedTo),
    reads: context.reads,
    signal: context.signal,
  };
}

function checkDates({ issuedFrom, issuedTo }: InvoiceFilter): void {
  if (!issuedFrom || !issuedTo || issuedFrom <= issuedTo) return;
  throw new BadUserInput(`issuedFrom (${issuedFrom}) is after issuedTo (${issuedTo}): swap them`, {
    field: ['filter', 'issuedFrom'],
  });
}

function checkCompanies({ companies }: InvoiceFilter, { accounts }: Context): void {
  for (const id of companies ?? []) {
    if (accounts.company(id) === undefined)
      throw new NotFound(`There is no company ${JSON.stringify(id.slice(0, 64))} for this caller`);
  }
}

function isWanted({ company, source }: Backend, { companies, sources, kinds }: InvoiceFilter): boolean {
  // Without a kind to accept nothing is asked for.
  return (companies?.includes(company) ?? true) && (sources?.includes(source) ?? true) && kinds?.length !== 0;
}

/** A document without a date is in no range of dates, except that V6 was asked for the range and itself said it is. */
function isIssuedWithin(
  { ref, issueDate }: Invoice,
  from: string | null | undefined,
  to: string | null | undefined,
): boolean {
  if (!from && !to) return true;
  if (issueDate === null) return ref.source === 'V6';
  return (!from || from <= issueDate) && (!to || issueDate <= to);
}

/** Equal for equal filters, however they are written. */
function nameOf({ companies, sources, kinds, issuedFrom, issuedTo, iveskQueue, since }: InvoiceFilter): string {
  const sets = [companies, sources, kinds].map((set) => (set ? [...new Set(set)].sort() : null));
  const content = [...sets, issuedFrom ?? null, issuedTo ?? null, iveskQueue ?? 'EXPORTED', since ?? null];
  return hash('sha256', JSON.stringify(content), 'base64url').slice(0, 12);
}
