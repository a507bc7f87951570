import type { LightyearInvoice, LightyearLine, LightyearMatch } from '../../contract.ts';
import type { Random } from '../random.ts';

/** One line of a document, as a match from the other side refers to it. */
interface LineOfDocument {
  readonly documentId: string;
  readonly lineId: string;
  readonly line: LightyearLine;
  readonly sequence: number;
}

/** An invoice line and the purchase order line that it fulfils. */
export interface LineMatch {
  readonly invoice: LineOfDocument;
  readonly order: LineOfDocument;
}

/**
 * For each invoice with an order number, a purchase order with the same goods. If a supplier has an open order, an
 * invoice is sometimes a second delivery of it, so that an order line has several invoice lines.
 */
export function createMatches(random: Random, invoices: readonly LightyearInvoice[]): readonly LineMatch[] {
  const openOrders = new Map<string | undefined, readonly LineOfDocument[]>();
  return invoices.flatMap((invoice) => {
    if (typeof invoice.purchaseOrderNumber !== 'string') return [];
    const lines = linesOf(invoice);
    const open = openOrders.get(invoice.supplierCard?.sourceID);
    const order = open !== undefined && random.chance(0.5) ? open : createOrder(random, lines);
    openOrders.set(invoice.supplierCard?.sourceID, order);
    return lines.flatMap((line, index) => {
      const ordered = order[index];
      return ordered === undefined ? [] : [{ invoice: line, order: ordered }];
    });
  });
}

/** One invoice line that combines many order lines: more than a page of matches. */
export function createBlanketMatches(random: Random, invoice: LightyearInvoice, count: number): readonly LineMatch[] {
  const [line] = linesOf(invoice);
  if (line === undefined) throw new Error('A blanket invoice has a line');
  return Array.from({ length: count }, () => createOrder(random, [line])).flatMap((order) =>
    order.map((ordered) => ({ invoice: line, order: ordered })),
  );
}

export function toMatch({ documentId, lineId, line, sequence }: LineOfDocument): LightyearMatch {
  return {
    documentID: documentId,
    type: 'CONFIRMED',
    lineItem: {
      id: lineId,
      lineSequenceNumber: sequence,
      productCode: line.productCode ?? null,
      description: line.description ?? null,
      quantity: line.quantity ?? null,
      amountExclTax: line.amountExclTax ?? null,
      amountInclTax: line.amountInclTax ?? null,
      taxAmount: line.taxAmount ?? null,
      ...(line.taxCode && { taxCode: line.taxCode }),
      ...(line.glCode && { glCode: glCodeOf(line.glCode) }),
      categories: line.categories ?? [],
      additionalInfo: null,
      matchingClosed: sequence % 3 === 0,
    },
  };
}

function linesOf({ id, lineItems = [] }: LightyearInvoice): readonly LineOfDocument[] {
  return lineItems.flatMap((line, index) =>
    id === undefined || line.id === undefined ? [] : [{ documentId: id, lineId: line.id, line, sequence: index + 1 }],
  );
}

function createOrder(random: Random, lines: readonly LineOfDocument[]): readonly LineOfDocument[] {
  const documentId = random.uuid();
  return lines.map(({ line, sequence }) => ({ documentId, lineId: random.uuid(), line, sequence }));
}

function glCodeOf({ id = null, code = null, description = null, sourceID = null }: Nullable<LightyearLine['glCode']>) {
  return { id, code, description, sourceID };
}

type Nullable<T> = { readonly [K in keyof NonNullable<T>]: NonNullable<T>[K] | null };
