import { decimal, type Invoice, type Line } from './sources/invoices.ts';

export const WORK_NAMES = ['W1', 'W2', 'W3'] as const;
export type WorkName = (typeof WORK_NAMES)[number];

/** One query with its expected answer, the REST calls that it may cause, and its goals. */
export interface Work {
  readonly name: WorkName;
  readonly title: string;
  readonly operationName: string;
  readonly query: string;
  /** The companies to ask alternately, each with all of the invoices; by default, the query is for all that there are. */
  readonly companies?: readonly string[];
  /** Set if the query takes the id of this invoice. */
  readonly invoice?: Invoice;
  readonly expected: unknown;
  readonly restCalls: number;
  /** Maximum CPU time of one query, as a multiple of the bare handler's. */
  readonly maxCpuRatio: number;
  /** Minimum requests per second from the cache, as a multiple of the cold bare handler's. */
  readonly minWarmRatio: number;
}

const INVOICE_FIELDS = `
      number issueDate currency netAmount taxAmount grossAmount supplier { name }
      lineItems {
        code description quantity netAmount taxAmount grossAmount taxCode { code } glCode { code }
      }`;

/**
 * The works of the benchmark over these invoices. The expected answers are derived only from the invoices. With more
 * than one company, each query is for one of them.
 */
export function createWorks(invoices: readonly Invoice[], allCompanies: readonly string[]): readonly Work[] {
  const one = invoices[1];
  if (one === undefined) throw new Error('W2 needs an invoice');
  const hasMany = allCompanies.length > 1;
  const companies = hasMany ? { companies: allCompanies } : {};
  const variables = hasMany ? '($companies: [ID!])' : '';
  const list = hasMany ? 'invoices(filter: { companies: $companies }, first: 50)' : 'invoices(first: 50)';
  return [
    {
      name: 'W1',
      title: 'list of 50 with 20 lines each',
      ...companies,
      operationName: 'InvoicePage',
      query: `query InvoicePage${variables} {\n  ${list} {\n    nodes {${INVOICE_FIELDS}\n    }\n    pageInfo { hasNextPage }\n  }\n}`,
      expected: { data: { invoices: { nodes: invoices.map(expectedInvoice), pageInfo: { hasNextPage: false } } } },
      restCalls: 1 + invoices.length,
      maxCpuRatio: 1.2,
      minWarmRatio: 8,
    },
    {
      name: 'W2',
      title: 'one invoice by id',
      ...companies,
      operationName: 'InvoiceById',
      query: `query InvoiceById($id: ID!) {\n  invoice(id: $id) {${INVOICE_FIELDS}\n  }\n}`,
      invoice: one,
      expected: { data: { invoice: expectedInvoice(one) } },
      restCalls: 1,
      maxCpuRatio: 1.6,
      minWarmRatio: 2.5,
    },
    {
      name: 'W3',
      title: 'list of 50 with 3 fields each',
      ...companies,
      operationName: 'InvoiceHeads',
      query: `query InvoiceHeads${variables} {\n  ${list} {\n    nodes { number issueDate grossAmount }\n  }\n}`,
      expected: { data: { invoices: { nodes: invoices.map(expectedHead) } } },
      restCalls: 1 + invoices.length,
      maxCpuRatio: 1.1,
      minWarmRatio: 30,
    },
  ];
}

function expectedHead(invoice: Invoice): object {
  return { number: invoice.number, issueDate: invoice.date, grossAmount: money(invoice.netCents + invoice.taxCents) };
}

function expectedInvoice(invoice: Invoice): object {
  return {
    number: invoice.number,
    issueDate: invoice.date,
    currency: invoice.currency,
    netAmount: money(invoice.netCents),
    taxAmount: money(invoice.taxCents),
    grossAmount: money(invoice.netCents + invoice.taxCents),
    supplier: { name: invoice.supplier },
    lineItems: invoice.lines.map(expectedLine),
  };
}

function expectedLine(line: Line): object {
  return {
    code: line.code,
    description: line.description,
    quantity: decimal(line.quantityTenths, 1),
    netAmount: money(line.netCents),
    taxAmount: money(line.taxCents),
    grossAmount: money(line.netCents + line.taxCents),
    taxCode: { code: line.taxCode },
    glCode: { code: line.glCode },
  };
}

function money(cents: number): string {
  return decimal(cents, 2);
}
