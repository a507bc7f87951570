import type { Source } from './source.ts';

/** A customer of the gateway. `id` is its key in the configuration; `sources` are those it holds an account with. */
export interface Company {
  readonly id: string;
  readonly name: string;
  readonly sources: readonly Source[];
}
