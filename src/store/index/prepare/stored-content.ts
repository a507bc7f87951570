import { BLANK_INVOICE, BLANK_LINE, blankSupplier } from '../../../domain/blank-invoice.ts';
import type { InvoiceRef } from '../../../domain/ids.ts';
import type { Invoice, LineItem, SupplierCard } from '../../../domain/invoice.ts';
import { withholdSecretField } from '../../../domain/secrets.ts';

/** The fields of a document that each mapping sets. */
const IDENTITY = {
  ...{ sourceId: true, kind: true, direction: true, revision: true, lineDetail: true },
} satisfies Readonly<Record<Exclude<keyof Invoice, 'ref' | keyof typeof BLANK_INVOICE>, true>>;

/** A document may map its fields when they are read, so that it does not have them itself: each is read by its name. */
const FIELDS = fieldsOf({ ...IDENTITY, ...BLANK_INVOICE }).filter(
  (name) => !['supplier', 'file', 'lineItems'].includes(name),
);
const LINE_FIELDS = fieldsOf({ position: true, ...BLANK_LINE } satisfies Readonly<
  Record<Exclude<keyof LineItem, 'document'>, unknown>
>);

/**
 * The steps to a document as it is stored: without bank details, and without a URL that opens its file. Both are read from the source
 * when they are selected. Fields that say nothing, and references of parts to their document, are left out.
 */
export function* contentSteps(invoice: Invoice): Generator<undefined, string, undefined> {
  const { file, supplier, lineItems } = invoice;
  const lines: string[] = [];
  for (const line of lineItems) {
    lines.push(JSON.stringify(knownFields(line, LINE_FIELDS), withholdSecretField));
    yield;
  }
  const fields = {
    ...knownFields(invoice, FIELDS),
    ...(file && { file: { ...file, url: null } }),
    ...(supplier && { supplier: withoutDocument(supplier) }),
  };
  return `{"lineItems":[${lines.join(',')}],${JSON.stringify(fields, withholdSecretField).slice(1)}`;
}

/** The document, with the fields that a newer version of the gateway has. */
export function fromContent(content: string, ref: InvoiceRef): Invoice {
  const stored = JSON.parse(content) as Omit<Invoice, 'ref'>;
  return {
    ...BLANK_INVOICE,
    ...stored,
    ref,
    supplier: stored.supplier ? { ...blankSupplier(ref), ...stored.supplier } : null,
    lineItems: stored.lineItems.map((line) => ({ ...BLANK_LINE, ...line, document: ref })),
  };
}

function fieldsOf<T extends object>(blank: T): readonly (keyof T)[] {
  return Object.keys(blank) as (keyof T)[];
}

function knownFields<T extends object>(object: T, names: readonly (keyof T)[]): Partial<T> {
  const known: Partial<T> = {};
  for (const name of names) if (object[name] !== null) known[name] = object[name];
  return known;
}

/** Every mapping makes the supplier at once. */
function withoutDocument({ document: _, ...supplier }: SupplierCard): object {
  return Object.fromEntries(Object.entries(supplier).filter(([, value]) => value !== null));
}
