import type { WireDocument } from '../../contract.ts';
import type { CompanyKey, CompanyProfile, V6Credentials } from '../company-profile.ts';
import { createSamples } from '../samples.ts';
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

const samplesOf = createSamples('v6', (random, profile, today): readonly V6Entry[] => {
  const regular = createV6Invoices(random, profile, today, COUNTS[profile.key]);
  return [...regular, ...(profile.hasOddDocuments ? createOddV6Invoices(today) : [])];
});

export function createV6Account(profile: CompanyProfile, today: Date): V6Account {
  const entries = [...samplesOf(profile, today).content];
  return { company: profile.key, ...profile.v6, entries: () => entries };
}
