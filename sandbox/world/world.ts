import { ACME } from './acme.ts';
import { BOREALIS } from './borealis.ts';
import { startOfDay } from './calendar.ts';
import type { CompanyKey, CompanyProfile } from './company-profile.ts';
import { CURIO } from './curio.ts';
import { createIveskAccount, type IveskAccount } from './ivesk/account.ts';
import { createLightyearAccount, type LightyearAccount } from './lightyear/account.ts';
import { createV6Account, type V6Account } from './v6/account.ts';

/** The data of the three sources. Ids are always the same; dates are relative to `now`, and before its day. */
export type World = Readonly<Record<CompanyKey, CompanyWorld>>;

/** One company's account with each source. */
export interface CompanyWorld {
  readonly profile: CompanyProfile;
  readonly lightyear: LightyearAccount;
  readonly ivesk: IveskAccount;
  readonly v6: V6Account;
}

export function createWorld(now: Date): World {
  const today = startOfDay(now);
  return {
    acme: createCompany(ACME, today),
    borealis: createCompany(BOREALIS, today),
    curio: createCompany(CURIO, today),
  };
}

function createCompany(profile: CompanyProfile, today: Date): CompanyWorld {
  return {
    profile,
    lightyear: createLightyearAccount(profile, today),
    ivesk: createIveskAccount(profile, today),
    v6: createV6Account(profile, today),
  };
}
