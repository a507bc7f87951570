import type { WireDocument } from '../../contract.ts';
import type { CompanyKey, CompanyProfile, V6Credentials } from '../company-profile.ts';
import { createRandom } from '../random.ts';
import { createV6Invoices } from './invoices.ts';
import { createOddV6Invoices } from './odd-invoices.ts';

/** One company's data at V6. */
export interface V6Account extends V6Credentials {
  readonly company: CompanyKey;
  entries(): readonly V6Entry[];
}

export interface V6Entry {
  /**
   * The day that it is filed under, yyyy-MM-dd. A range is compared with this day, not with the date in the document.
   */
  readonly date: string;
  readonly document: WireDocument;
}

const COUNTS: Readonly<Record<CompanyKey, number>> = { acme: 150, borealis: 60, curio: 150 };

export function createV6Account(profile: CompanyProfile, today: Date): V6Account {
  const random = createRandom(`${profile.key} v6`);
  const regular = createV6Invoices(random, profile, today, COUNTS[profile.key]);
  const entries = [...regular, ...(profile.hasOddDocuments ? createOddV6Invoices(today) : [])];
  return { company: profile.key, ...profile.v6, entries: () => entries };
}
