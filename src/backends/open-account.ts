import type { AccountId } from '../errors/catalogue.ts';
import type { Oddities } from './oddities.ts';
import type { RestClient } from './rest-client.ts';

/** An account that its source's module has opened: how it is called, whose it is, and what its answers hold that the contract does not foresee. */
export interface OpenAccount {
  readonly client: RestClient;
  readonly accountId: AccountId;
  readonly oddities: Oddities;
}
