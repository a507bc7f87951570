/**
 * A peer of the gateway: mercurius as its documentation describes it, with compiled queries, a loader for the documents
 * of a list, and undici. Its schema is the part of the gateway's that the works select. Run as
 * `node mercurius-handler.ts <accounts>`.
 */
import fastify from 'fastify';
import { type MercuriusLoaders, mercurius } from 'mercurius';
import { gross, type WireInvoice, type WireLine, type WireList } from './bare-fields.ts';
import { getJson, openAccounts, type RestAccount } from './rest-accounts.ts';
import type { Accounts } from './target.ts';

/** The parent of a connection's fields. */
interface Connection {
  readonly company: string;
  readonly ids: readonly string[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

const SCHEMA = `
  scalar Decimal
  scalar Date
  type Query {
    invoices(filter: InvoiceFilter, first: Int = 50): InvoiceConnection
    invoice(id: ID!): Invoice
  }
  input InvoiceFilter { companies: [ID!] }
  type InvoiceConnection { nodes: [Invoice!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! }
  type Invoice {
    number: String
    issueDate: Date
    currency: String
    netAmount: Decimal
    taxAmount: Decimal
    grossAmount: Decimal
    supplier: Party
    lineItems: [LineItem!]!
  }
  type Party { name: String }
  type LineItem {
    code: String
    description: String
    quantity: Decimal
    netAmount: Decimal
    taxAmount: Decimal
    grossAmount: Decimal
    taxCode: Code
    glCode: Code
  }
  type Code { code: String }
`;

const given = JSON.parse(process.argv[2] ?? '') as Accounts;
const accounts = await openAccounts(given);

const resolvers = {
  Query: {
    invoices: async (_: unknown, { filter, first }: { filter?: { companies?: string[] }; first: number }) => {
      const [company = ''] = filter?.companies ?? given.companies;
      const { items } = await getJson<WireList>(accountOf(company), '/invoices/exportable');
      return { company, ids: items.slice(0, first), pageInfo: { hasNextPage: items.length > first } };
    },
    invoice: async (_: unknown, { id }: { id: string }) => {
      const [company = '', sourceId = ''] = id.split('/');
      return await getJson<WireInvoice>(accountOf(company), `/invoices/${sourceId}`);
    },
  },
  Invoice: {
    number: (invoice: WireInvoice) => invoice.invoiceNumber,
    issueDate: (invoice: WireInvoice) => invoice.invoiceDate.slice(0, 10),
    currency: (invoice: WireInvoice) => invoice.currencyCode,
    netAmount: (invoice: WireInvoice) => String(invoice.subTotal),
    taxAmount: (invoice: WireInvoice) => String(invoice.calculatedTax),
    grossAmount: (invoice: WireInvoice) => gross(invoice),
    supplier: (invoice: WireInvoice) => ({ name: invoice.supplierCard.fullName }),
  },
  LineItem: {
    code: (line: WireLine) => line.productCode,
    quantity: (line: WireLine) => (line.quantity === null ? null : String(line.quantity)),
    netAmount: (line: WireLine) => String(line.amountExclTax),
    taxAmount: (line: WireLine) => String(line.taxAmount),
    grossAmount: (line: WireLine) => String(line.amountInclTax),
  },
};

const loaders: MercuriusLoaders = {
  InvoiceConnection: {
    nodes: async (queries: { obj: Connection }[]) => await Promise.all(queries.map(({ obj }) => fetchNodes(obj))),
  },
};

const app = fastify();
app.register(mercurius, { schema: SCHEMA, resolvers, loaders, jit: 1 });
process.once('SIGTERM', () => process.exit());
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));

async function fetchNodes({ company, ids }: Connection): Promise<WireInvoice[]> {
  const account = accountOf(company);
  return await Promise.all(ids.map((id) => getJson<WireInvoice>(account, `/invoices/${id}`)));
}

function accountOf(company: string): RestAccount {
  const account = accounts.get(company);
  if (account === undefined) throw new Error(`Unknown company ${company}`);
  return account;
}
