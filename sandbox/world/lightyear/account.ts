import type { LightyearInvoice, LightyearMatch, WireDocument } from '../../contract.ts';
import type { CompanyKey, CompanyProfile, LightyearCredentials } from '../company-profile.ts';
import { createRandom } from '../random.ts';
import { createSamples } from '../samples.ts';
import { spread } from '../spread.ts';
import { createCodeLists } from './code-lists.ts';
import { createImportJobs, type ImportJobs } from './import-jobs.ts';
import { createInvoices } from './invoices.ts';
import { createOddInvoices, ODD_LIGHTYEAR_IDS } from './odd-invoices.ts';
import { createBlanketMatches, createMatches, type LineMatch, toMatch } from './purchase-orders.ts';

/** One company's data at Lightyear. Ids are case-insensitive. */
export interface LightyearAccount extends LightyearCredentials {
  readonly company: CompanyKey;
  /** Every invoice in the order of receipt, including exported ones. */
  readonly invoices: readonly LightyearEntry[];
  readonly matches: readonly LineMatch[];
  readonly importJobs: ImportJobs;
  /** The invoices after the position that are still waiting for export; position 0 is before the first. */
  exportableAfter(position: number): readonly LightyearEntry[];
  invoice(id: string): WireDocument | undefined;
  /** undefined if the invoice or its file does not exist. */
  fileName(id: string): string | undefined;
  /** undefined if the invoice does not have such a line. */
  matchesOfInvoiceLine(invoiceId: string, lineId: string): readonly LightyearMatch[] | undefined;
  matchesOfPurchaseOrderLine(orderId: string, lineId: string): readonly LightyearMatch[] | undefined;
  /** Removes the invoice from the exportable list; a reason means that it was rejected. */
  settle(id: string, reason?: string): 'settled' | 'unknown' | 'notAwaitingExport';
  /** The way in which each invoice left the list. */
  readonly settled: ReadonlyMap<string, { readonly rejectedFor: string | undefined }>;
}

export interface LightyearEntry {
  readonly id: string;
  /** Position in the queue, from 1. */
  readonly position: number;
  readonly document: WireDocument;
}

const COUNTS: Readonly<Record<CompanyKey, number>> = { acme: 180, borealis: 110, curio: 180 };
const BLANKET_ORDERS = 45;

const samplesOf = createSamples('lightyear', (random, profile, today) => {
  const codes = createCodeLists(random, profile);
  const regular = createInvoices(random, { profile, codes, today, count: COUNTS[profile.key] });
  const odd = profile.hasOddDocuments ? createOddInvoices(random, regular.at(-1) ?? {}) : [];
  const matches = [...createMatches(random, regular), ...blanketMatches(odd)];
  const invoices = spread(regular.map(toEntry), odd).map((entry, index) => ({ ...entry, position: index + 1 }));
  return { invoices, matches };
});

export function createLightyearAccount(profile: CompanyProfile, today: Date): LightyearAccount {
  const { content, random } = samplesOf(profile, today);
  const { matches } = content;
  const invoices = [...content.invoices];
  const importJobs = createImportJobs(random, profile, today);
  const byId = new Map(invoices.map((entry) => [entry.id, entry]));
  const byInvoiceLine = Map.groupBy(matches, ({ invoice }) => `${invoice.documentId}/${invoice.lineId}`);
  const byOrderLine = Map.groupBy(matches, ({ order }) => `${order.documentId}/${order.lineId}`);
  const settled = new Map<string, { readonly rejectedFor: string | undefined }>();
  const find = (id: string) => byId.get(id.toLowerCase());

  return {
    company: profile.key,
    ...profile.lightyear,
    invoices,
    matches,
    importJobs,
    settled,
    exportableAfter: (position) => invoices.slice(position).filter(({ id }) => !settled.has(id)),
    invoice: (id) => find(id)?.document,
    fileName: (id) => {
      const fileName = find(id)?.document['fileName'];
      return typeof fileName === 'string' ? fileName : undefined;
    },
    matchesOfInvoiceLine(invoiceId, lineId) {
      if (!hasLine(find(invoiceId)?.document, lineId)) return undefined;
      const found = byInvoiceLine.get(`${invoiceId}/${lineId}`.toLowerCase()) ?? [];
      return found.map(({ order }) => toMatch(order));
    },
    matchesOfPurchaseOrderLine: (orderId, lineId) =>
      byOrderLine.get(`${orderId}/${lineId}`.toLowerCase())?.map(({ invoice }) => toMatch(invoice)),
    settle(id, reason) {
      const entry = find(id);
      if (entry === undefined) return 'unknown';
      if (settled.has(entry.id)) return 'notAwaitingExport';
      settled.set(entry.id, { rejectedFor: reason });
      return 'settled';
    },
  };
}

function toEntry(document: LightyearInvoice) {
  if (document.id === undefined) throw new Error('A regular invoice has an id');
  return { id: document.id, document };
}

function hasLine(document: WireDocument | undefined, lineId: string): boolean {
  const lines = document?.['lineItems'];
  return Array.isArray(lines) && lines.some((line) => line?.id === lineId.toLowerCase());
}

function blanketMatches(odd: readonly { readonly id: string; readonly document: LightyearInvoice }[]) {
  const blanket = odd.find(({ id }) => id === ODD_LIGHTYEAR_IDS.blanketOrder);
  return blanket === undefined
    ? []
    : createBlanketMatches(createRandom('blanket order'), blanket.document, BLANKET_ORDERS);
}
