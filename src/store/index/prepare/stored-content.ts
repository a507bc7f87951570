import { BLANK_INVOICE, BLANK_LINE, blankSupplier } from '../../../domain/blank-invoice.ts';
import type { InvoiceRef } from '../../../domain/ids.ts';
import type { Invoice } from '../../../domain/invoice.ts';
import { withholdSecretField } from '../../../domain/secrets.ts';

/**
 * The steps to a document as it is stored: without bank details, and without a URL that opens its file. Both are read from the source
 * when they are selected. Fields that say nothing, and references of parts to their document, are left out.
 */
export function* contentSteps({
  ref: _,
  file,
  supplier,
  lineItems,
  ...rest
}: Invoice): Generator<undefined, string, undefined> {
  const lines: string[] = [];
  for (const line of lineItems) {
    lines.push(JSON.stringify(withoutDocument(line), withholdSecretField));
    yield;
  }
  const fields = {
    ...withoutNulls(rest),
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

function withoutDocument<T extends { readonly document: InvoiceRef }>({ document: _, ...part }: T): object {
  return withoutNulls(part);
}

function withoutNulls(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
