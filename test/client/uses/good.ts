// Typical uses of the package in a frontend. This file is compiled, and never run.
import { ApolloClient, InMemoryCache } from '@apollo/client';
import { skipToken } from '@apollo/client/react';
import {
  type Decimal,
  DocumentEventsDocument,
  ErrorCode,
  InvoicesDocument,
  type InvoicesQuery,
  type IsoDate,
  Source,
  toDecimal,
  toIsoDate,
  toIsoDateTime,
} from 'invoice-gateway-client';
import {
  createInvoiceClient,
  createInvoiceLink,
  invoiceCacheConfig,
  LiveLink,
  UploadLink,
  WriteLink,
} from 'invoice-gateway-client/apollo';
import {
  useDocumentEventsSubscription,
  useImportJobChangesSubscription,
  useInvoiceLazyQuery,
  useInvoiceQuery,
  useInvoicesQuery,
  useInvoicesSuspenseQuery,
  useMarkInvoicesExportedMutation,
  useReportSyncErrorMutation,
  useStartImportMutation,
  useUploadFileMutation,
} from 'invoice-gateway-client/react';

function token() {
  return 'a-token';
}
export const client: ApolloClient = createInvoiceClient({ url: '/graphql', token });
export const own = new ApolloClient({
  link: createInvoiceLink({ url: new URL('https://gateway.example.com/graphql'), token, onState: (state) => state }),
  cache: new InMemoryCache(invoiceCacheConfig),
});
export const links = [
  new LiveLink({ url: 'wss://gateway.example.com/graphql', token }),
  new UploadLink('/graphql'),
  new WriteLink({ keys: localStorage }),
];

export function useList(from: Date): readonly { amount: Decimal | null; date: IsoDate | null }[] {
  const issuedFrom = toIsoDate(from.toISOString().slice(0, 10));
  const { data, error, fetchMore } = useInvoicesQuery({
    variables: { filter: { sources: [Source.Lightyear, 'V6'], issuedFrom }, first: 20 },
  });
  if (error || !data?.invoices) return [];
  const { endCursor } = data.invoices.pageInfo;
  void fetchMore({ variables: { after: endCursor } });
  return data.invoices.edges.map(({ node }) => ({ amount: node.grossAmount, date: node.issueDate }));
}

export function useDetail(id: string | undefined): string {
  const { data } = useInvoiceQuery(id === undefined ? skipToken : { variables: { id } });
  const [load] = useInvoiceLazyQuery();
  void load({ variables: { id: 'x' } });
  return data?.invoice?.lineItems[0]?.description ?? '';
}

export function useSuspended(): NonNullable<InvoicesQuery['invoices']>['edges'] {
  return useInvoicesSuspenseQuery().data.invoices?.edges ?? [];
}

export function useWrites() {
  const [markExported, { loading }] = useMarkInvoicesExportedMutation();
  const [report] = useReportSyncErrorMutation({ refetchQueries: [InvoicesDocument] });
  const [upload] = useUploadFileMutation();
  const [start] = useStartImportMutation();
  return async (file: File) => {
    const { data } = await markExported({ variables: { ids: ['a', 'b'] } });
    const failed = (data?.markInvoicesExported?.results ?? []).filter(
      ({ ok, error }) => !ok && error?.code === ErrorCode.Conflict,
    );
    await report({ variables: { invoiceId: failed[0]?.id ?? '', message: 'No such account' } });
    await upload({
      variables: { file },
      context: { onUploadProgress: ({ sent, total }) => sent / total },
    });
    const taxCodes = [{ sourceId: 'T1', description: 'Standard', ratePercent: toDecimal('20') }];
    await start({ variables: { objects: { taxCodes }, sourceApplicationCode: 'ERP' } });
    return loading;
  };
}

export function useEvents(jobId: string): string {
  useImportJobChangesSubscription({ variables: { id: jobId } });
  const { data } = useDocumentEventsSubscription({
    onData: ({ data: { data: event } }) => event?.documentEvents.receivedAt.slice(0, 10),
  });
  const event = data?.documentEvents;
  if (event?.__typename === 'DocumentDigitized') return event.invoice.number ?? '';
  if (event?.__typename === 'DocumentMarkedExported') return event.document?.id ?? event.writeId;
  return event?.id ?? toIsoDateTime(new Date());
}

export const typed = client.subscribe({ query: DocumentEventsDocument, variables: { after: '7' } });
