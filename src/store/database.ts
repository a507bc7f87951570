import type { Changes } from './changes.ts';
import type { WriteOptions } from './group-writer.ts';
import type { SearchInput, SearchName, SearchOutput } from './search-operations.ts';
import type { Operation } from './statements.ts';
import type { Input, Output, WriteName } from './write-operations.ts';

/**
 * The store of everything that the gateway must not forget: SQLite on this machine, or PostgreSQL for several gateways. All
 * methods reject with StoreUnavailable if it does not answer.
 */
export interface Database extends AsyncDisposable {
  /**
   * Carries out an operation within a transaction. It is durable when the promise resolves. If it rejects, nothing was
   * stored, or it was and the answer is lost: operations recognize that they are repeated.
   */
  write<Name extends WriteName>(name: Name, input: Input<Name>, options?: WriteOptions): Promise<Output<Name>>;
  /** Carries out an operation that only reads, and sees what is durable. */
  read<I, O>(operation: Operation<I, O>, input: I): Promise<O>;
  /**
   * Carries out an operation that only reads and may take long: neither the event loop nor other reads and writes wait for it. It sees
   * what is durable.
   */
  search<Name extends SearchName>(name: Name, input: SearchInput<Name>): Promise<SearchOutput<Name>>;
  /** True if other gateways may use it at the same time. */
  readonly isShared: boolean;
  /** Changes by any gateway. It may count a change when there is none. */
  readonly changes: Pick<Changes, 'count' | 'after'>;
}
