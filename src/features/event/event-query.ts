import type { DocumentEventFilter } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import { NotFound } from '../../errors/catalogue.ts';
import type { DocumentEventType, EventQuery } from '../../store/event-log.ts';
import { checkCount } from '../check-count.ts';

const TYPES: readonly DocumentEventType[] = ['DIGITIZED', 'EXPORTED'];

/** What a filter asks for, of what the caller may see. Throws NotFound for a company that is not there for this caller. */
export function eventQuery(filter: DocumentEventFilter | null | undefined, { accounts }: Context): EventQuery {
  const { companies, types } = filter ?? {};
  checkCount(companies, ['filter', 'companies']);
  checkCount(types, ['filter', 'types']);
  for (const id of companies ?? []) {
    if (accounts.company(id) === undefined)
      throw new NotFound(`There is no company ${JSON.stringify(id.slice(0, 64))} for this caller`);
  }
  // An event of a company that has lost its account could not be shown.
  const own = accounts.backends.filter(({ webhooks }) => webhooks !== undefined).map(({ company }) => company);
  const wanted = companies ? new Set(companies) : undefined;
  return {
    companies: new Set(own.filter((company) => wanted?.has(company) ?? true)),
    types: new Set(types ?? TYPES),
  };
}
