import { BadUserInput } from '../errors/catalogue.ts';
import { SOURCES, type Source } from './source.ts';

/**
 * Where a document is: the account, and what the account's source needs to find it again. `key` is opaque to all but
 * that source's backend.
 */
export interface InvoiceRef {
  readonly company: string;
  readonly source: Source;
  readonly key: readonly string[];
}

/** What a global id stands for. */
export type Identity =
  | { readonly type: 'Invoice'; readonly ref: InvoiceRef }
  | { readonly type: 'LineItem'; readonly ref: InvoiceRef; readonly line: LineKey }
  | { readonly type: 'PurchaseOrder'; readonly company: string; readonly sourceId: string }
  | { readonly type: 'ImportJob'; readonly company: string; readonly sourceId: string }
  | {
      readonly type: 'SupplierCard';
      readonly company: string;
      readonly source: Source;
      readonly key: readonly string[];
    };

/** The line's id at its source, where it has one, and its place in the document. */
export interface LineKey {
  readonly sourceId: string | null;
  readonly position: number;
}

/** Far above what any source's keys come to. */
const MAX_LENGTH = 10_000;
const TYPES = { Invoice: 'I', LineItem: 'N', PurchaseOrder: 'P', ImportJob: 'J', SupplierCard: 'S' } as const;

/** The global id of an object; the same object always has the same id. */
export function encodeId(identity: Identity): string {
  return Buffer.from(JSON.stringify(toParts(identity)), 'utf8').toString('base64url');
}

/** Reads a global id; throws BadUserInput for a text that no gateway gave. Says nothing about whether it is there. */
export function decodeId(id: string): Identity {
  const identity = id.length <= MAX_LENGTH ? fromParts(parseParts(id)) : undefined;
  // Only the one text that encodeId gives is an id: otherwise one document had many ids.
  if (identity === undefined || encodeId(identity) !== id) {
    throw new BadUserInput(
      `${JSON.stringify(id.slice(0, 40))} is not an id of this endpoint: pass ids on as they were given`,
    );
  }
  return identity;
}

function toParts(identity: Identity): readonly (string | number | null)[] {
  const type = TYPES[identity.type];
  switch (identity.type) {
    case 'Invoice':
      return [type, identity.ref.company, identity.ref.source, ...identity.ref.key];
    case 'LineItem': {
      const { ref, line } = identity;
      return [type, line.position, line.sourceId, ref.company, ref.source, ...ref.key];
    }
    case 'SupplierCard':
      return [type, identity.company, identity.source, ...identity.key];
    default:
      return [type, identity.company, identity.sourceId];
  }
}

function parseParts(id: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(id, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    // Not JSON is just one more way of not being an id.
    return [];
  }
}

function fromParts([type, ...rest]: readonly unknown[]): Identity | undefined {
  if (type === TYPES.LineItem) {
    const [position, sourceId, ...refParts] = rest;
    const ref = toRef(refParts);
    if (ref === undefined || !isPosition(position) || !(sourceId === null || typeof sourceId === 'string'))
      return undefined;
    return { type: 'LineItem', ref, line: { sourceId, position } };
  }
  if (type === TYPES.Invoice) {
    const ref = toRef(rest);
    return ref && { type: 'Invoice', ref };
  }
  if (type === TYPES.SupplierCard) {
    const ref = toRef(rest);
    return ref && { type: 'SupplierCard', ...ref };
  }
  const [company, sourceId, ...tooMany] = rest;
  if (typeof company !== 'string' || typeof sourceId !== 'string' || tooMany.length > 0) return undefined;
  if (type === TYPES.PurchaseOrder) return { type: 'PurchaseOrder', company, sourceId };
  return type === TYPES.ImportJob ? { type: 'ImportJob', company, sourceId } : undefined;
}

function toRef([company, source, ...key]: readonly unknown[]): InvoiceRef | undefined {
  const known = SOURCES.find((candidate) => candidate === source);
  if (typeof company !== 'string' || known === undefined || key.length === 0) return undefined;
  return key.every((part) => typeof part === 'string') ? { company, source: known, key } : undefined;
}

function isPosition(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
