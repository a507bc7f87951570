import type { AccountId } from '../errors/catalogue.ts';
import type { ContractDeviations } from './contract-deviations.ts';
import type { RestClient } from './rest-client.ts';

/**
 * An account that its source has opened: its REST client, its id, and the record of its answers' deviations from the
 * contract.
 */
export interface OpenAccount {
  readonly client: RestClient;
  readonly accountId: AccountId;
  readonly deviations: ContractDeviations;
}
