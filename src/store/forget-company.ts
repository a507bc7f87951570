import type { Database } from './database.ts';
import { lockLog } from './events/append-events.ts';
import { forgetDocuments } from './index/remove-documents.ts';
import { ask, type Builder, type Steps } from './statements.ts';

/** Rows of a company that were removed. */
export interface Forgotten {
  readonly documents: number;
  readonly events: number;
  readonly writes: number;
}

/** Rows that are removed in one step: a step must not delay the other writes. */
const MAX_REMOVED = 200;

/** Removes everything that the store has of a company, in small steps. */
export async function forgetCompany(database: Pick<Database, 'write'>, company: string): Promise<Forgotten> {
  let total: Forgotten = { documents: 0, events: 0, writes: 0 };
  for (;;) {
    const { documents, events, writes } = await database.write('forgetCompanies', company);
    if (documents + events + writes === 0) return total;
    total = {
      ...{ documents: total.documents + documents, events: total.events + events, writes: total.writes + writes },
    };
  }
}

/**
 * Removes everything that the store has of companies, at most MAX_REMOVED rows of each kind. Returns the numbers for each company: it
 * is forgotten when all are 0.
 */
export function* forgetCompanies(database: Builder, companies: readonly string[]): Steps<readonly Forgotten[]> {
  const forgotten: Forgotten[] = [];
  for (const company of companies) forgotten.push(yield* forgetSome(database, company));
  return forgotten;
}

function* forgetSome(database: Builder, company: string): Steps<Forgotten> {
  const writes = yield* removeWrites(database, company);
  yield* ask(database.deleteFrom('watches').where('company', '=', company));
  const [documents = 0] = yield* forgetDocuments(database, [{ company }]);
  const events = yield* removeEvents(database, company);
  return { documents, events, writes };
}

function* removeWrites(database: Builder, company: string): Steps<number> {
  yield* ask(database.deleteFrom('export_marks').where('company', '=', company));
  const rows = yield* ask(database.selectFrom('writes').select('id').where('company', '=', company).limit(MAX_REMOVED));
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  yield* ask(database.deleteFrom('keyed_writes').where('write_id', 'in', ids));
  yield* ask(database.deleteFrom('writes').where('id', 'in', ids));
  return ids.length;
}

/** Other companies' readers do not notice: a gap in the ids does not mean that an event is missing. */
function* removeEvents(database: Builder, company: string): Steps<number> {
  yield* lockLog(database);
  const messages = yield* ask(
    database.selectFrom('messages').select('event_id').where('company', '=', company).limit(MAX_REMOVED),
  );
  if (messages.length > 0)
    yield* ask(
      database.deleteFrom('messages').where(
        'event_id',
        'in',
        messages.map(({ event_id }) => event_id),
      ),
    );
  const rows = yield* ask(database.selectFrom('events').select('id').where('company', '=', company).limit(MAX_REMOVED));
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) {
    yield* ask(database.deleteFrom('events').where('id', 'in', ids));
    yield* ask(database.updateTable('log_state').set((eb) => ({ kept: eb('kept', '-', ids.length) })));
  }
  // The message of an event that was removed by age is still there for a while.
  return Math.max(ids.length, messages.length);
}
