import type { OpenAccount } from '../open-account.ts';

export interface V6Account extends OpenAccount {
  /** The currency of all its amounts, as V6 does not name one; null if it is not configured. */
  readonly currency: string | null;
}
