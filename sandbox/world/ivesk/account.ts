import type { WireDocument } from '../../contract.ts';
import { instantBefore } from '../calendar.ts';
import type { CompanyKey, CompanyProfile, IveskCredentials } from '../company-profile.ts';
import { createRandom, type Random } from '../random.ts';
import { spread } from '../spread.ts';
import { type ColumnValue, createColumns } from './columns.ts';
import { createDocument } from './documents.ts';
import { createOddDocument, ODD_IVESK_KINDS } from './odd-documents.ts';

/** What one company has at Įvesk. */
export interface IveskAccount extends IveskCredentials {
  readonly company: CompanyKey;
  /** Both queues in their order. */
  digitized(): readonly IveskEntry[];
  exported(): readonly IveskEntry[];
  /** None for a column that the company does not have. */
  columnValues(column: string): readonly ColumnValue[];
  /** The object name of one more upload. */
  nextUpload(): string;
  /** The bodies that were taken, the oldest first. */
  readonly syncErrors: WireDocument[];
  readonly subscriptions: WireDocument[];
}

export interface IveskEntry {
  /** undefined for the document without a key. */
  readonly id: string | undefined;
  /** Milliseconds since the epoch, as in the document. */
  readonly digitizedAt: number;
  readonly exportedAt: number | undefined;
  /** Without its url, which is signed anew whenever it is sent. */
  readonly document: WireDocument;
}

const COUNTS: Readonly<Record<CompanyKey, number>> = { acme: 150, borealis: 110 };
const DAYS = 60;
const DAY_MS = 86_400_000;
/** Documents of one instant on either side of where a page of 100 would end. */
const SAME_INSTANT = { first: 98, last: 101 };

export function createIveskAccount(profile: CompanyProfile, today: Date): IveskAccount {
  const random = createRandom(`${profile.key} ivesk`);
  const digitized = createEntries(random, profile, today);
  const exported = digitized
    .filter(({ exportedAt }) => exportedAt !== undefined)
    .sort((a, b) => (a.exportedAt ?? 0) - (b.exportedAt ?? 0));
  const columns = createColumns(random, profile, today);
  return {
    company: profile.key,
    ...profile.ivesk,
    digitized: () => digitized,
    exported: () => exported,
    columnValues: (column) => columns.get(column) ?? [],
    nextUpload: () => random.uuid(),
    syncErrors: [],
    subscriptions: [],
  };
}

type Make = (digitizedAt: Date) => WireDocument;

function createEntries(random: Random, profile: CompanyProfile, today: Date): readonly IveskEntry[] {
  const regular: Make = (at) => createDocument(random, profile, at);
  const odd = (profile.key === 'acme' ? ODD_IVESK_KINDS : []).map(
    (kind): Make =>
      (at) =>
        createOddDocument(kind, createDocument(random, profile, at)),
  );
  const makers = spread(Array<Make>(COUNTS[profile.key]).fill(regular), odd);
  const stepMs = (DAYS * DAY_MS) / makers.length;
  const start = instantBefore(today, DAYS).getTime();
  return makers.map((make, index) => {
    const isShared = index >= SAME_INSTANT.first && index <= SAME_INSTANT.last;
    // A thousandth of a second is told too, so that a reader that cuts it off is found out.
    const digitizedAt =
      Math.floor(start + stepMs * (isShared ? SAME_INSTANT.first : index)) + (isShared ? 313 : random.int(1, 999));
    return toEntry(random, make(new Date(digitizedAt)), digitizedAt, today);
  });
}

function toEntry(random: Random, document: WireDocument, digitizedAt: number, today: Date): IveskEntry {
  const id = typeof document['id'] === 'string' ? document['id'] : undefined;
  const exportedAt = digitizedAt + random.int(DAY_MS, 6 * DAY_MS);
  const isBare = Object.keys(document).length === 2;
  if (isBare || exportedAt >= today.getTime() || random.chance(0.5)) {
    return { id, digitizedAt, exportedAt: undefined, document };
  }
  return { id, digitizedAt, exportedAt, document: { ...document, exportedat: new Date(exportedAt).toISOString() } };
}
