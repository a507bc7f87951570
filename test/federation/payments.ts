import type { Subgraph } from './compose.ts';
import { startSubgraph } from './start-subgraph.ts';

/** A subgraph of another team: it extends our types by their keys, and references our objects. */
export const PAYMENTS_SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])

  scalar Decimal

  type Query {
    tasks: [Task!]!
  }

  type Task {
    note: String!
    invoice: Invoice
    line: LineItem
    order: PurchaseOrder
    job: ImportJob
    company: Company
  }

  type Invoice @key(fields: "id") {
    id: ID!
    grossAmount: Decimal @external
    isApproved: Boolean!
    plannedPayment: Payment @requires(fields: "grossAmount")
  }

  type Payment {
    amount: Decimal
  }

  type Company @key(fields: "id") {
    id: ID!
    paysOnDay: Int!
  }

  type SupplierCard @key(fields: "id") {
    id: ID!
    isOnHold: Boolean!
  }

  type LineItem @key(fields: "id") {
    id: ID!
  }

  type PurchaseOrder @key(fields: "id") {
    id: ID!
  }

  type ImportJob @key(fields: "id") {
    id: ID!
  }
`;

/** The objects that a task is about, each by its id. A router reads their fields from their subgraph. */
export interface Task {
  readonly invoice?: string;
  readonly line?: string;
  readonly order?: string;
  readonly job?: string;
  readonly company?: string;
}

export interface Payments extends Subgraph, AsyncDisposable {
  /** Sets what `tasks` answers. */
  plan(tasks: readonly Task[]): void;
}

export async function startPayments(): Promise<Payments> {
  let tasks: readonly object[] = [];
  const resolvers = {
    Query: { tasks: () => tasks },
    Invoice: { isApproved: () => true, plannedPayment },
    Company: { paysOnDay: () => 15 },
    SupplierCard: { isOnHold: () => false },
  };
  return {
    ...(await startSubgraph('payments', PAYMENTS_SDL, resolvers)),
    plan: (planned) => {
      tasks = planned.map((task) => ({
        note: 'to be paid',
        ...Object.fromEntries(Object.entries(task).map(([field, id]) => [field, { id }])),
      }));
    },
  };
}

/** Uses the amount that the field @requires, which the router passes on. */
function plannedPayment({ grossAmount }: { readonly grossAmount: string | null }) {
  return { amount: grossAmount };
}
