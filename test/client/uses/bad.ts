// Mistakes that a compiler has to refuse: each line below such a comment does not compile, or else the comment does
// not.
import { type Decimal, InvoiceDocument } from 'invoice-gateway-client';
import {
  useInvoiceQuery,
  useInvoicesQuery,
  useInvoicesSuspenseQuery,
  useMarkInvoicesExportedMutation,
  useStartImportMutation,
} from 'invoice-gateway-client/react';
import { client } from './good.ts';

// @ts-expect-error: plain text is not an amount
export const amount: Decimal = '12.30';
// @ts-expect-error: a number is not an amount
export const number: Decimal = 12.3;

export function useWrong() {
  // @ts-expect-error: a variable is missing
  useInvoiceQuery({ variables: {} });
  // @ts-expect-error: all variables are missing
  useInvoiceQuery();
  // @ts-expect-error: there is no such variable
  useInvoicesQuery({ variables: { first: 20, last: 20 } });
  // @ts-expect-error: there is no such source
  useInvoicesQuery({ variables: { filter: { sources: ['SAP'] } } });
  // @ts-expect-error: plain text is not a date
  useInvoicesQuery({ variables: { filter: { issuedFrom: '2026-01-01' } } });

  const { data } = useInvoicesQuery();
  // @ts-expect-error: the data may not have arrived yet
  data.invoices;
  // @ts-expect-error: there is no such field
  data?.invoices.edges[0]?.node.total;
  // @ts-expect-error: it is not selected
  data?.invoices.edges[0]?.node.lineItems;
  const whole = useInvoicesSuspenseQuery().data;
  // @ts-expect-error: an amount is not a number
  whole.invoices.edges.map(({ node }) => node.grossAmount * 2);
  // @ts-expect-error: data from the cache is shared
  whole.invoices.edges.push();

  const [markExported] = useMarkInvoicesExportedMutation();
  // @ts-expect-error: an id is text
  void markExported({ variables: { ids: [1] } });
  // @ts-expect-error: the ids are missing
  void markExported();
  const [start] = useStartImportMutation();
  // @ts-expect-error: the application is missing
  void start({ variables: { objects: { glCodes: [] } } });
}

// @ts-expect-error: a document knows its variables without a hook as well
void client.query({ query: InvoiceDocument, variables: { number: '1' } });
