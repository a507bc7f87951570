import type { WireDocument } from '../../contract.ts';
import { instantBefore } from '../calendar.ts';
import type { CompanyKey, CompanyProfile, IveskCredentials } from '../company-profile.ts';
import type { Random } from '../random.ts';
import { createSamples } from '../samples.ts';
import { spread } from '../spread.ts';
import { type ColumnValue, createColumns } from './columns.ts';
import { createDocument } from './documents.ts';
import { createOddDocument, ODD_IVESK_KINDS } from './odd-documents.ts';
import { createIbanBook } from './parties.ts';
import { createQueues, type IveskEntry } from './queues.ts';
import { judge, toDocuments, type Upload, type UploadedFile } from './uploads.ts';

/** One company's data at Įvesk. */
export interface IveskAccount extends IveskCredentials {
  readonly company: CompanyKey;
  /** Both queues, in order. */
  digitized(): readonly IveskEntry[];
  exported(): readonly IveskEntry[];
  /** Empty for a column that the company does not have. */
  columnValues(column: string): readonly ColumnValue[];
  /** The object name of a new upload. */
  nextUpload(): string;
  /** The uploaded files, oldest first. */
  readonly uploads: readonly Upload[];
  /** Receives a file for digitization. */
  receive(file: UploadedFile): Digitize;
  /** Puts the document into the exported queue, with the time `now` or later. */
  export(documentId: string, now: number): void;
  /** The reported errors, oldest first. */
  readonly syncErrors: SyncError[];
  /** The accepted request bodies. */
  readonly subscriptions: WireDocument[];
}

export interface SyncError {
  readonly documentid: string;
  readonly companycode: string;
  readonly message: string;
}

/** Completes the digitization at this time, or slightly later so that times increase. Returns the documents' ids. */
export type Digitize = (now: number) => readonly string[];

const COUNTS: Readonly<Record<CompanyKey, number>> = { acme: 150, borealis: 110, curio: 150 };
const DAYS = 60;
const DAY_MS = 86_400_000;
/** Documents with the same time on both sides of the end of a page of 100. */
const SAME_INSTANT = { first: 98, last: 101 };

const samplesOf = createSamples('ivesk', (random, profile, today) => ({
  entries: createEntries(random, profile, today),
  columns: createColumns(random, profile, today),
}));

export function createIveskAccount(profile: CompanyProfile, today: Date): IveskAccount {
  const { content, random } = samplesOf(profile, today);
  const { entries, columns } = content;
  const withIban = createIbanBook(entries.map(({ document }) => document));
  const queues = createQueues(entries);
  const uploads: Upload[] = [];
  const hashes = new Set<string>();
  return {
    company: profile.key,
    ...profile.ivesk,
    digitized: () => queues.digitized,
    exported: () => queues.exported,
    export: queues.export,
    columnValues: (column) => columns.get(column) ?? [],
    nextUpload: () => random.uuid(),
    uploads,
    receive(file) {
      const index = uploads.push({ ...file, outcome: 'waiting', documentIds: [] }) - 1;
      return (now) => {
        const outcome = judge(file, hashes);
        if (outcome === 'digitized') hashes.add(file.sha256);
        const make = (at: Date) =>
          outcome === 'digitized' ? toDocuments(random, profile, file, at).map(withIban) : [];
        const documentIds = queues.add(now, make, file.path);
        uploads[index] = { ...file, outcome, documentIds };
        return documentIds;
      };
    },
    syncErrors: [],
    subscriptions: [],
  };
}

type Make = (digitizedAt: Date) => WireDocument;

function createEntries(random: Random, profile: CompanyProfile, today: Date): readonly IveskEntry[] {
  const withIban = createIbanBook([]);
  const regular: Make = (at) => createDocument(random, profile, at);
  const odd = (profile.hasOddDocuments ? ODD_IVESK_KINDS : []).map(
    (kind): Make =>
      (at) =>
        createOddDocument(kind, createDocument(random, profile, at)),
  );
  const makers = spread(Array<Make>(COUNTS[profile.key]).fill(regular), odd);
  const stepMs = (DAYS * DAY_MS) / makers.length;
  const start = instantBefore(today, DAYS).getTime();
  return makers.map((make, index) => {
    const isShared = index >= SAME_INSTANT.first && index <= SAME_INSTANT.last;
    // With microseconds, which exposes a client that cuts them off.
    const digitizedAt =
      Math.floor(start + stepMs * (isShared ? SAME_INSTANT.first : index)) + (isShared ? 313 : random.int(1, 999));
    return toEntry(random, withIban(make(new Date(digitizedAt))), digitizedAt, today);
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
