import type { Resolvers, WriteFilter } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import { encodeId } from '../../domain/ids.ts';
import { type ErrorCode, isRetryable } from '../../errors/catalogue.ts';
import type { UserErrorFields } from '../../errors/user-error.ts';
import { decodeCursor, encodeCursor, notACursor } from '../../loaders/cursor-text.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import type { WritePosition, WriteQuery } from '../../store/writes/read-writes.ts';
import type { StoredWrite } from '../../store/writes/stored-write.ts';
import { checkCompanies, checkCount, checkFirst, checkInstant } from '../arguments.ts';
import { companyOf } from '../company.ts';
import type { PageInfoParent } from '../invoice/invoice-list.ts';

const DEFAULT_FIRST = 50;
const MAX_FIRST = 200;

/** A page of writes. */
export interface WriteList {
  readonly nodes: readonly StoredWrite[];
  readonly pageInfo: PageInfoParent;
}

export const writeResolvers: Pick<Resolvers, 'Write'> & {
  Query: Pick<Resolvers['Query'] & {}, 'write' | 'writes'>;
} = {
  Query: {
    write: async (_parent, { id }, context) => (await context.journal.read(id, companiesOf(context))) ?? null,
    writes: async (_parent, { filter, first, after }, context) => {
      const size = checkFirst(first, DEFAULT_FIRST, MAX_FIRST);
      const position = after ? positionIn(after) : undefined;
      const query = { ...queryOf(filter, context), count: size + 1, ...(position && { after: position }) };
      return toPage(await context.journal.list(query), size, after ?? null);
    },
  },
  Write: {
    error: ({ error, source, id }) => error && toFields(error, source, id),
    company: ({ company }, _args, { accounts }) => companyOf(company, accounts),
    invoiceId: ({ company, source, subject }) =>
      subject && encodeId({ type: 'Invoice', ref: { company, source, key: subject } }),
    startedAt: ({ startedAt }) => new Date(startedAt).toISOString(),
    endedAt: ({ endedAt }) => (endedAt === null ? null : new Date(endedAt).toISOString()),
  },
};

/** The error of a write as its first caller got it. */
function toFields(
  { code, message }: NonNullable<StoredWrite['error']>,
  source: StoredWrite['source'],
  writeId: string,
): UserErrorFields {
  const retryable = isRetryable(code);
  return {
    code: code as ErrorCode,
    message,
    field: null,
    source,
    retryable,
    retryAfterMs: null,
    writeId,
    documentState: null,
  };
}

function companiesOf({ accounts }: Context): readonly string[] {
  return accounts.companies.map(({ id }) => id);
}

/** The part of a filter that the caller may see. Throws NotFound for a company that it may not see. */
function queryOf(filter: WriteFilter | null | undefined, context: Context): Omit<WriteQuery, 'count' | 'after'> {
  const { companies, actions, outcomes, invoiceId, since } = filter ?? {};
  checkCount(companies, ['filter', 'companies']);
  checkCompanies(companies, context.accounts);
  const instant = checkInstant(since, ['filter', 'since']);
  return {
    companies: companies ?? companiesOf(context),
    ...(actions && { actions }),
    ...(outcomes && { outcomes }),
    ...(invoiceId && { subject: identityOf('Invoice', invoiceId).ref }),
    ...(instant && { since: Date.parse(instant) }),
  };
}

/** Writes of one list. The extra one tells that there are more. */
function toPage(found: readonly StoredWrite[], size: number, after: string | null): WriteList {
  const nodes = found.slice(0, size);
  const cursorOf = (write: StoredWrite | undefined) => write && encodeCursor([CURSOR, write.startedAt, write.id]);
  return {
    nodes,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: after !== null,
      startCursor: () => cursorOf(nodes[0]) ?? null,
      endCursor: () => cursorOf(nodes.at(-1)) ?? after,
    },
  };
}

/** Distinguishes these cursors from those of other lists. */
const CURSOR = 'writes';
const MAX_CURSOR = 200;

function positionIn(after: string): WritePosition {
  const content = decodeCursor(after, MAX_CURSOR);
  if (!Array.isArray(content)) throw notACursor();
  const [name, startedAt, id, ...tooMany] = content as readonly unknown[];
  if (name !== CURSOR || typeof id !== 'string' || !Number.isSafeInteger(startedAt) || tooMany.length > 0)
    throw notACursor();
  return { startedAt: startedAt as number, id };
}
