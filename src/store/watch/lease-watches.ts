import { sql } from 'kysely';
import type { Source } from '../../domain/source.ts';
import { ask, type Builder, type Steps } from '../statements.ts';

export interface WatchedAccount {
  readonly company: string;
  readonly source: Source;
}

export interface LeaseRequest {
  /** The gateway that asks. */
  readonly holder: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly leaseMs: number;
  readonly accounts: readonly WatchedAccount[];
}

/** The right to watch an account. A later lease of the account has a higher epoch. */
export interface Lease extends WatchedAccount {
  readonly holder: string;
  readonly epoch: number;
}

/** Takes the accounts that no other gateway watches, and keeps those that this one does. Returns all of these. */
export function* leaseWatches(
  database: Builder,
  requests: readonly LeaseRequest[],
): Steps<readonly (readonly Lease[])[]> {
  const leases: (readonly Lease[])[] = [];
  for (const request of requests) leases.push(yield* lease(database, request));
  return leases;
}

function* lease(database: Builder, { holder, now, leaseMs, accounts }: LeaseRequest): Steps<readonly Lease[]> {
  if (accounts.length === 0) return [];
  yield* ask(
    database
      .insertInto('watches')
      .values(accounts.map(({ company, source }) => ({ company, source, epoch: now, ...NEVER_WATCHED })))
      .onConflict((conflict) => conflict.doNothing()),
  );
  const byName = new Map(accounts.map((account) => [`${account.company} ${account.source}`, account]));
  const rows = yield* ask(
    database
      .updateTable('watches')
      .set((eb) => ({
        holder,
        lease_until: now + leaseMs,
        epoch: eb('epoch', '+', eb.case().when('holder', '=', holder).then(0).else(1).end()),
      }))
      .where(sql<string>`company || ' ' || source`, 'in', [...byName.keys()])
      .where((eb) => eb.or([eb('holder', '=', holder), eb('lease_until', '<', now)]))
      .returning(['company', 'source', 'epoch']),
  );
  return rows.flatMap(({ company, source, epoch }) => {
    const account = byName.get(`${company} ${source}`);
    return account === undefined ? [] : [{ ...account, holder, epoch }];
  });
}

/** An account that is due at once. Its epoch is a time: leases from before its company was forgotten do not count again. */
const NEVER_WATCHED = {
  ...{ holder: '', lease_until: 0, due_at: 0, progress: '{}', is_complete: 0 },
  ...{ as_of: null, error_code: null, error_message: null },
};

export interface Release {
  /** The gateway that gives up its leases. */
  readonly holder: string;
  /** Undefined = all accounts that it watches. */
  readonly accounts?: readonly WatchedAccount[];
}

/** Gives up leases of gateways that stop or no longer have an account, so that others need not wait until they end. */
export function* releaseWatches(database: Builder, releases: readonly Release[]): Steps<readonly null[]> {
  for (const { holder, accounts } of releases) {
    const own = database.updateTable('watches').set({ lease_until: 0, holder: '' }).where('holder', '=', holder);
    const names = accounts?.map(({ company, source }) => `${company} ${source}`);
    yield* ask(names === undefined ? own : own.where(sql<string>`company || ' ' || source`, 'in', names));
  }
  return releases.map(() => null);
}

/** Makes accounts due. One that is already due may be being read: it changes, so that the end of that reading leaves it due. */
export function* requestWatches(
  database: Builder,
  requests: readonly (WatchedAccount & { readonly now: number })[],
): Steps<readonly null[]> {
  for (const { company, source, now } of requests)
    yield* ask(
      database
        .updateTable('watches')
        .set((eb) => ({
          due_at: eb
            .case()
            .when('due_at', '>', now)
            .then(now)
            .else(eb('due_at', '+', 1))
            .end(),
        }))
        .where('company', '=', company)
        .where('source', '=', source),
    );
  return requests.map(() => null);
}
