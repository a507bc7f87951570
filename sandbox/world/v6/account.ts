import type { WireDocument } from '../../contract.ts';
import type { CompanyKey, CompanyProfile, V6Credentials } from '../company-profile.ts';
import { createRandom } from '../random.ts';
import { createV6Invoices } from './invoices.ts';
import { createOddV6Invoices } from './odd-invoices.ts';

/** What one company has at V6. */
export interface V6Account extends V6Credentials {
  readonly company: CompanyKey;
  entries(): readonly V6Entry[];
}

export interface V6Entry {
  /** The day it is filed under, yyyy-MM-dd: the one that a range is compared with, whatever the document says. */
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
