import { ask, type Builder, type Steps } from '../statements.ts';

/*
 * The ids of a company's documents are a range of their own, so that the search for a text can be limited to them. All of them fit
 * into a JavaScript number.
 */

const PARTITION_SIZE = 2 ** 32;

/**
 * Takes the lock of the index until the end of the transaction. An update locks the row in PostgreSQL. With it, gateways agree
 * on ids and on duplicates, and a document that is stored while its export is recorded has the right state. It is taken before any row
 * of a document is changed, and before the lock of the log.
 */
export function* lockIndex(database: Builder): Steps<void> {
  yield* ask(database.updateTable('index_lock').set({ is_locked: 1 }));
}

/** Assigns ids to this many new documents of a company. Needs the lock. */
export function* takeIds(database: Builder, company: string, count: number): Steps<readonly number[]> {
  const [known] = yield* ask(database.selectFrom('index_partitions').selectAll().where('company', '=', company));
  const partition_number = known?.partition_number ?? (yield* nextPartition(database));
  const last = known?.last_number ?? 0;
  yield* ask(
    database
      .insertInto('index_partitions')
      .values({ company, partition_number, last_number: last + count })
      .onConflict((conflict) => conflict.column('company').doUpdateSet({ last_number: last + count })),
  );
  return Array.from({ length: count }, (_, place) => partition_number * PARTITION_SIZE + last + 1 + place);
}

/** The range of a company's ids; undefined if it never had a document. */
export function* idRange(database: Builder, company: string): Steps<readonly [number, number] | undefined> {
  const [known] = yield* ask(
    database.selectFrom('index_partitions').select('partition_number').where('company', '=', company),
  );
  if (known === undefined) return undefined;
  const first = known.partition_number * PARTITION_SIZE;
  return [first, first + PARTITION_SIZE - 1];
}

function* nextPartition(database: Builder): Steps<number> {
  const [highest] = yield* ask(
    database.selectFrom('index_partitions').select((eb) => eb.fn.max('partition_number').as('number')),
  );
  return Number(highest?.number ?? 0) + 1;
}
