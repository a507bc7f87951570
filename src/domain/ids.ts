import { BadUserInput } from '../errors/catalogue.ts';
import { SOURCES, type Source } from './source.ts';
import { fitsInKey } from './source-key.ts';

/**
 * The place of a document: its account, and the data with which the account's source finds it again. `key` is opaque to
 * all but that source's backend.
 */
export interface InvoiceRef {
  readonly company: string;
  readonly source: Source;
  readonly key: readonly string[];
}

/** The content of a global id. */
export type Identity =
  | { readonly type: 'Invoice'; readonly ref: InvoiceRef }
  | { readonly type: 'LineItem'; readonly ref: InvoiceRef; readonly line: LineKey }
  | {
      readonly type: 'PurchaseOrder' | 'ImportJob';
      readonly company: string;
      readonly source: Source;
      readonly sourceId: string;
    }
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

/**
 * The longest id that the gateway gives, in base64: a line's, which contains its company, its document's key and its
 * own id.
 */
export const MAX_ID_LENGTH = 1_200;
const MAX_COMPANY = 64;
const MAX_LINE_ID_BYTES = 200;
const MAX_POSITION = 1_000_000;
/** An error shows its sender at most this much of a text that is not an id. */
const MAX_QUOTED = 40;
const TYPES = { Invoice: 'I', LineItem: 'N', PurchaseOrder: 'P', ImportJob: 'J', SupplierCard: 'S' } as const;

/** The global id of an object; the same object always has the same id. */
export function encodeId(identity: Identity): string {
  return Buffer.from(JSON.stringify(toParts(identity)), 'utf8').toString('base64url');
}

/** Reads a global id. Throws BadUserInput if the text is not an id. The object of an id need not exist. */
export function decodeId(id: string): Identity {
  const identity = id.length <= MAX_ID_LENGTH ? fromParts(parseParts(id)) : undefined;
  // Only the one text that encodeId gives is an id: otherwise, one document would have many ids.
  if (identity === undefined || encodeId(identity) !== id) throw notAnId(id);
  return identity;
}

/** The error for a text that is not an id, which quotes only its beginning. */
export function notAnId(text: string): BadUserInput {
  return new BadUserInput(
    `${JSON.stringify(shortened(text))} is not an id of this endpoint: pass ids on as they were given`,
  );
}

/** A text that may be an id, as it is given back to its sender: cut where it is longer than any id. */
export function echoOf(id: string): string {
  return id.length <= MAX_ID_LENGTH ? id : shortened(id);
}

/** The data with which a line is found again. A line whose own id is too long for a global id is found by its place. */
export function lineKeyOf({ sourceId, position }: LineKey): LineKey {
  return { sourceId: isLineId(sourceId) ? sourceId : null, position };
}

function shortened(text: string): string {
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
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
      return [type, identity.company, identity.source, identity.sourceId];
  }
}

function parseParts(id: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(id, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    // A text that is not JSON is not an id either.
    return [];
  }
}

function fromParts([type, ...rest]: readonly unknown[]): Identity | undefined {
  if (type === TYPES.LineItem) {
    const [position, sourceId, ...refParts] = rest;
    const ref = toRef(refParts);
    if (ref === undefined || !isPosition(position) || !isLineId(sourceId)) return undefined;
    return { type: 'LineItem', ref, line: { sourceId, position } };
  }
  if (type === TYPES.Invoice) {
    const ref = toRef(rest);
    return ref && { type: 'Invoice', ref };
  }
  if (type === TYPES.SupplierCard) {
    const ref = toRef(rest, 1);
    return ref && { type: 'SupplierCard', ...ref };
  }
  const { company, source, key } = toRef(rest) ?? {};
  const [sourceId, ...tooMany] = key ?? [];
  if (company === undefined || source === undefined || sourceId === undefined || tooMany.length > 0) return undefined;
  if (type === TYPES.PurchaseOrder) return { type: 'PurchaseOrder', company, source, sourceId };
  return type === TYPES.ImportJob ? { type: 'ImportJob', company, source, sourceId } : undefined;
}

/** The first `words` of the key are ours, and do not count. */
function toRef([company, source, ...key]: readonly unknown[], words = 0): InvoiceRef | undefined {
  const known = SOURCES.find((candidate) => candidate === source);
  if (!isCompany(company) || known === undefined || key.length === 0 || !isTexts(key)) return undefined;
  const texts: readonly string[] = key;
  return fitsInKey(...texts.slice(words)) ? { company, source: known, key: texts } : undefined;
}

function isCompany(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_COMPANY;
}

function isTexts(parts: readonly unknown[]): parts is readonly string[] {
  return parts.every((part) => typeof part === 'string');
}

function isLineId(value: unknown): value is string | null {
  if (typeof value !== 'string') return value === null;
  return value.length <= MAX_LINE_ID_BYTES && Buffer.byteLength(JSON.stringify(value)) <= MAX_LINE_ID_BYTES;
}

function isPosition(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= MAX_POSITION;
}
