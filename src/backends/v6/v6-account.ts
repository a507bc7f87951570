import type { OpenAccount } from '../open-account.ts';

export interface V6Account extends OpenAccount {
  /** Of all its amounts, as V6 names none; null where it is not configured. */
  readonly currency: string | null;
}
