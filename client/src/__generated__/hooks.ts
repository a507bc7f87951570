// Written by npm run codegen from client/graphql/. Do not edit.
import { type SkipToken, useLazyQuery, useMutation, useQuery, useSubscription, useSuspenseQuery } from '@apollo/client/react';
import { BackendsDocument, type BackendsQuery, type BackendsQueryVariables, CompaniesDocument, type CompaniesQuery, type CompaniesQueryVariables, CounterpartiesDocument, type CounterpartiesQuery, type CounterpartiesQueryVariables, DocumentChangesDocument, type DocumentChangesSubscription, type DocumentChangesSubscriptionVariables, DocumentEventsDocument, type DocumentEventsSubscription, type DocumentEventsSubscriptionVariables, EventsEndDocument, type EventsEndQuery, type EventsEndQueryVariables, ImportJobDocument, type ImportJobQuery, type ImportJobQueryVariables, ImportJobChangesDocument, type ImportJobChangesSubscription, type ImportJobChangesSubscriptionVariables, InboxDocument, type InboxQuery, type InboxQueryVariables, InvoiceDocument, type InvoiceQuery, type InvoiceQueryVariables, InvoiceFileDocument, type InvoiceFileQuery, type InvoiceFileQueryVariables, InvoiceHistoryDocument, type InvoiceHistoryQuery, type InvoiceHistoryQueryVariables, InvoiceMatchesDocument, type InvoiceMatchesQuery, type InvoiceMatchesQueryVariables, InvoiceTotalsDocument, type InvoiceTotalsQuery, type InvoiceTotalsQueryVariables, InvoicesDocument, type InvoicesQuery, type InvoicesQueryVariables, MarkInvoicesExportedDocument, type MarkInvoicesExportedMutation, type MarkInvoicesExportedMutationVariables, PastDocumentEventsDocument, type PastDocumentEventsQuery, type PastDocumentEventsQueryVariables, PossibleDuplicatesDocument, type PossibleDuplicatesQuery, type PossibleDuplicatesQueryVariables, ReportSyncErrorDocument, type ReportSyncErrorMutation, type ReportSyncErrorMutationVariables, RequestUploadDocument, type RequestUploadMutation, type RequestUploadMutationVariables, SearchDocument, type SearchQuery, type SearchQueryVariables, SearchInvoicesDocument, type SearchInvoicesQuery, type SearchInvoicesQueryVariables, SearchTableDocument, type SearchTableQuery, type SearchTableQueryVariables, StartImportDocument, type StartImportMutation, type StartImportMutationVariables, TakeOverDocument, type TakeOverQuery, type TakeOverQueryVariables, TakeOverOneDocument, type TakeOverOneQuery, type TakeOverOneQueryVariables, UploadFileDocument, type UploadFileMutation, type UploadFileMutationVariables, ViewerDocument, type ViewerQuery, type ViewerQueryVariables, ViewerScopesDocument, type ViewerScopesQuery, type ViewerScopesQueryVariables } from './operations.ts';
/**
 * Which of the accounts answer: for a page that says what is missing, not for each request.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useBackendsQuery(...options: [options?: useQuery.Options<BackendsQuery, BackendsQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<BackendsQuery, BackendsQueryVariables, 'empty' | 'complete' | 'streaming', Partial<BackendsQueryVariables>> {
  return useQuery(BackendsDocument, ...options);
}

/**
 * Which of the accounts answer: for a page that says what is missing, not for each request.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useBackendsLazyQuery(options?: useLazyQuery.Options<BackendsQuery, BackendsQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<BackendsQuery, BackendsQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(BackendsDocument, options);
}

/**
 * Which of the accounts answer: for a page that says what is missing, not for each request.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useBackendsSuspenseQuery(...options: [options?: useSuspenseQuery.Options<BackendsQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<BackendsQuery, BackendsQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(BackendsDocument, ...options);
}

/**
 * The query Companies.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useCompaniesQuery(...options: [options?: useQuery.Options<CompaniesQuery, CompaniesQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<CompaniesQuery, CompaniesQueryVariables, 'empty' | 'complete' | 'streaming', Partial<CompaniesQueryVariables>> {
  return useQuery(CompaniesDocument, ...options);
}

/**
 * The query Companies.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useCompaniesLazyQuery(options?: useLazyQuery.Options<CompaniesQuery, CompaniesQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<CompaniesQuery, CompaniesQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(CompaniesDocument, options);
}

/**
 * The query Companies.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useCompaniesSuspenseQuery(...options: [options?: useSuspenseQuery.Options<CompaniesQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<CompaniesQuery, CompaniesQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(CompaniesDocument, ...options);
}

/**
 * The counterparties of the documents that a filter selects, by name.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useCounterpartiesQuery(...options: [options?: useQuery.Options<CounterpartiesQuery, CounterpartiesQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<CounterpartiesQuery, CounterpartiesQueryVariables, 'empty' | 'complete' | 'streaming', Partial<CounterpartiesQueryVariables>> {
  return useQuery(CounterpartiesDocument, ...options);
}

/**
 * The counterparties of the documents that a filter selects, by name.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useCounterpartiesLazyQuery(options?: useLazyQuery.Options<CounterpartiesQuery, CounterpartiesQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<CounterpartiesQuery, CounterpartiesQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(CounterpartiesDocument, options);
}

/**
 * The counterparties of the documents that a filter selects, by name.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useCounterpartiesSuspenseQuery(...options: [options?: useSuspenseQuery.Options<CounterpartiesQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<CounterpartiesQuery, CounterpartiesQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(CounterpartiesDocument, ...options);
}

/**
 * Only that something has happened: for a list that is read again then.
 *
 * Apollo's useSubscription: `data` is the latest result; `onData` is called for each result.
 */
export function useDocumentChangesSubscription(...options: [options?: useSubscription.Options<DocumentChangesSubscription, DocumentChangesSubscriptionVariables> | SkipToken]): useSubscription.Result<DocumentChangesSubscription> {
  return useSubscription(DocumentChangesDocument, ...options);
}

/**
 * After a break, pass the id of the last event that was received as `after`: the events since then come first.
 *
 * Apollo's useSubscription: `data` is the latest result; `onData` is called for each result.
 */
export function useDocumentEventsSubscription(...options: [options?: useSubscription.Options<DocumentEventsSubscription, DocumentEventsSubscriptionVariables> | SkipToken]): useSubscription.Result<DocumentEventsSubscription> {
  return useSubscription(DocumentEventsDocument, ...options);
}

/**
 * The position "now": events from then on are those `after` it.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useEventsEndQuery(...options: [options?: useQuery.Options<EventsEndQuery, EventsEndQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<EventsEndQuery, EventsEndQueryVariables, 'empty' | 'complete' | 'streaming', Partial<EventsEndQueryVariables>> {
  return useQuery(EventsEndDocument, ...options);
}

/**
 * The position "now": events from then on are those `after` it.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useEventsEndLazyQuery(options?: useLazyQuery.Options<EventsEndQuery, EventsEndQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<EventsEndQuery, EventsEndQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(EventsEndDocument, options);
}

/**
 * The position "now": events from then on are those `after` it.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useEventsEndSuspenseQuery(...options: [options?: useSuspenseQuery.Options<EventsEndQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<EventsEndQuery, EventsEndQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(EventsEndDocument, ...options);
}

/**
 * The query ImportJob.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useImportJobQuery(...options: [options: useQuery.Options<ImportJobQuery, ImportJobQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<ImportJobQuery, ImportJobQueryVariables, 'empty' | 'complete' | 'streaming', Partial<ImportJobQueryVariables>> {
  return useQuery(ImportJobDocument, ...options);
}

/**
 * The query ImportJob.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useImportJobLazyQuery(options?: useLazyQuery.Options<ImportJobQuery, ImportJobQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<ImportJobQuery, ImportJobQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(ImportJobDocument, options);
}

/**
 * The query ImportJob.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useImportJobSuspenseQuery(...options: [options: useSuspenseQuery.Options<ImportJobQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<ImportJobQuery, ImportJobQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(ImportJobDocument, ...options);
}

/**
 * The job as it is now, and again each time that it has changed; ends with it.
 *
 * Apollo's useSubscription: `data` is the latest result; `onData` is called for each result.
 */
export function useImportJobChangesSubscription(...options: [options: useSubscription.Options<ImportJobChangesSubscription, ImportJobChangesSubscriptionVariables> | SkipToken]): useSubscription.Result<ImportJobChangesSubscription> {
  return useSubscription(ImportJobChangesDocument, ...options);
}

/**
 * The list with the companies that its filter offers and the scopes of the token, in one request.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useInboxQuery(...options: [options?: useQuery.Options<InboxQuery, InboxQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<InboxQuery, InboxQueryVariables, 'empty' | 'complete' | 'streaming', Partial<InboxQueryVariables>> {
  return useQuery(InboxDocument, ...options);
}

/**
 * The list with the companies that its filter offers and the scopes of the token, in one request.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useInboxLazyQuery(options?: useLazyQuery.Options<InboxQuery, InboxQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<InboxQuery, InboxQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(InboxDocument, options);
}

/**
 * The list with the companies that its filter offers and the scopes of the token, in one request.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useInboxSuspenseQuery(...options: [options?: useSuspenseQuery.Options<InboxQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<InboxQuery, InboxQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(InboxDocument, ...options);
}

/**
 * The fields of a document in a list and on its own page. Matches and the file have their own operations: each costs
 * a call to the source.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useInvoiceQuery(...options: [options: useQuery.Options<InvoiceQuery, InvoiceQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<InvoiceQuery, InvoiceQueryVariables, 'empty' | 'complete' | 'streaming', Partial<InvoiceQueryVariables>> {
  return useQuery(InvoiceDocument, ...options);
}

/**
 * The fields of a document in a list and on its own page. Matches and the file have their own operations: each costs
 * a call to the source.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useInvoiceLazyQuery(options?: useLazyQuery.Options<InvoiceQuery, InvoiceQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<InvoiceQuery, InvoiceQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(InvoiceDocument, options);
}

/**
 * The fields of a document in a list and on its own page. Matches and the file have their own operations: each costs
 * a call to the source.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useInvoiceSuspenseQuery(...options: [options: useSuspenseQuery.Options<InvoiceQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<InvoiceQuery, InvoiceQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(InvoiceDocument, ...options);
}

/**
 * The URL is good for some minutes: ask when somebody wants the file.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useInvoiceFileQuery(...options: [options: useQuery.Options<InvoiceFileQuery, InvoiceFileQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<InvoiceFileQuery, InvoiceFileQueryVariables, 'empty' | 'complete' | 'streaming', Partial<InvoiceFileQueryVariables>> {
  return useQuery(InvoiceFileDocument, ...options);
}

/**
 * The URL is good for some minutes: ask when somebody wants the file.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useInvoiceFileLazyQuery(options?: useLazyQuery.Options<InvoiceFileQuery, InvoiceFileQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<InvoiceFileQuery, InvoiceFileQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(InvoiceFileDocument, options);
}

/**
 * The URL is good for some minutes: ask when somebody wants the file.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useInvoiceFileSuspenseQuery(...options: [options: useSuspenseQuery.Options<InvoiceFileQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<InvoiceFileQuery, InvoiceFileQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(InvoiceFileDocument, ...options);
}

/**
 * The events of a document. It only reads the gateway's own store, so it can be asked again after each event.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useInvoiceHistoryQuery(...options: [options: useQuery.Options<InvoiceHistoryQuery, InvoiceHistoryQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<InvoiceHistoryQuery, InvoiceHistoryQueryVariables, 'empty' | 'complete' | 'streaming', Partial<InvoiceHistoryQueryVariables>> {
  return useQuery(InvoiceHistoryDocument, ...options);
}

/**
 * The events of a document. It only reads the gateway's own store, so it can be asked again after each event.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useInvoiceHistoryLazyQuery(options?: useLazyQuery.Options<InvoiceHistoryQuery, InvoiceHistoryQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<InvoiceHistoryQuery, InvoiceHistoryQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(InvoiceHistoryDocument, options);
}

/**
 * The events of a document. It only reads the gateway's own store, so it can be asked again after each event.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useInvoiceHistorySuspenseQuery(...options: [options: useSuspenseQuery.Options<InvoiceHistoryQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<InvoiceHistoryQuery, InvoiceHistoryQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(InvoiceHistoryDocument, ...options);
}

/**
 * The query InvoiceMatches.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useInvoiceMatchesQuery(...options: [options: useQuery.Options<InvoiceMatchesQuery, InvoiceMatchesQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<InvoiceMatchesQuery, InvoiceMatchesQueryVariables, 'empty' | 'complete' | 'streaming', Partial<InvoiceMatchesQueryVariables>> {
  return useQuery(InvoiceMatchesDocument, ...options);
}

/**
 * The query InvoiceMatches.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useInvoiceMatchesLazyQuery(options?: useLazyQuery.Options<InvoiceMatchesQuery, InvoiceMatchesQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<InvoiceMatchesQuery, InvoiceMatchesQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(InvoiceMatchesDocument, options);
}

/**
 * The query InvoiceMatches.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useInvoiceMatchesSuspenseQuery(...options: [options: useSuspenseQuery.Options<InvoiceMatchesQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<InvoiceMatchesQuery, InvoiceMatchesQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(InvoiceMatchesDocument, ...options);
}

/**
 * Exact sums over the documents that a search finds.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useInvoiceTotalsQuery(...options: [options?: useQuery.Options<InvoiceTotalsQuery, InvoiceTotalsQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<InvoiceTotalsQuery, InvoiceTotalsQueryVariables, 'empty' | 'complete' | 'streaming', Partial<InvoiceTotalsQueryVariables>> {
  return useQuery(InvoiceTotalsDocument, ...options);
}

/**
 * Exact sums over the documents that a search finds.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useInvoiceTotalsLazyQuery(options?: useLazyQuery.Options<InvoiceTotalsQuery, InvoiceTotalsQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<InvoiceTotalsQuery, InvoiceTotalsQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(InvoiceTotalsDocument, options);
}

/**
 * Exact sums over the documents that a search finds.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useInvoiceTotalsSuspenseQuery(...options: [options?: useSuspenseQuery.Options<InvoiceTotalsQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<InvoiceTotalsQuery, InvoiceTotalsQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(InvoiceTotalsDocument, ...options);
}

/**
 * A page of the list. `edges` without their cursors: the next page continues from `pageInfo.endCursor`, and cursors are long.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useInvoicesQuery(...options: [options?: useQuery.Options<InvoicesQuery, InvoicesQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<InvoicesQuery, InvoicesQueryVariables, 'empty' | 'complete' | 'streaming', Partial<InvoicesQueryVariables>> {
  return useQuery(InvoicesDocument, ...options);
}

/**
 * A page of the list. `edges` without their cursors: the next page continues from `pageInfo.endCursor`, and cursors are long.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useInvoicesLazyQuery(options?: useLazyQuery.Options<InvoicesQuery, InvoicesQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<InvoicesQuery, InvoicesQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(InvoicesDocument, options);
}

/**
 * A page of the list. `edges` without their cursors: the next page continues from `pageInfo.endCursor`, and cursors are long.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useInvoicesSuspenseQuery(...options: [options?: useSuspenseQuery.Options<InvoicesQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<InvoicesQuery, InvoicesQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(InvoicesDocument, ...options);
}

/**
 * Each document has its own outcome: look at `results`, not only at whether the request went through.
 *
 * Apollo's useMutation: the returned function takes the variables, and rejects if the request fails.
 */
export function useMarkInvoicesExportedMutation(options?: Omit<useMutation.Options<MarkInvoicesExportedMutation, MarkInvoicesExportedMutationVariables>, 'variables'>): useMutation.ResultTuple<MarkInvoicesExportedMutation, MarkInvoicesExportedMutationVariables> {
  return useMutation<MarkInvoicesExportedMutation, MarkInvoicesExportedMutationVariables>(MarkInvoicesExportedDocument, options);
}

/**
 * The past by itself, oldest first.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function usePastDocumentEventsQuery(...options: [options?: useQuery.Options<PastDocumentEventsQuery, PastDocumentEventsQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<PastDocumentEventsQuery, PastDocumentEventsQueryVariables, 'empty' | 'complete' | 'streaming', Partial<PastDocumentEventsQueryVariables>> {
  return useQuery(PastDocumentEventsDocument, ...options);
}

/**
 * The past by itself, oldest first.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function usePastDocumentEventsLazyQuery(options?: useLazyQuery.Options<PastDocumentEventsQuery, PastDocumentEventsQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<PastDocumentEventsQuery, PastDocumentEventsQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(PastDocumentEventsDocument, options);
}

/**
 * The past by itself, oldest first.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function usePastDocumentEventsSuspenseQuery(...options: [options?: useSuspenseQuery.Options<PastDocumentEventsQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<PastDocumentEventsQuery, PastDocumentEventsQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(PastDocumentEventsDocument, ...options);
}

/**
 * Other documents with the same counterparty, number and gross amount.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function usePossibleDuplicatesQuery(...options: [options: useQuery.Options<PossibleDuplicatesQuery, PossibleDuplicatesQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<PossibleDuplicatesQuery, PossibleDuplicatesQueryVariables, 'empty' | 'complete' | 'streaming', Partial<PossibleDuplicatesQueryVariables>> {
  return useQuery(PossibleDuplicatesDocument, ...options);
}

/**
 * Other documents with the same counterparty, number and gross amount.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function usePossibleDuplicatesLazyQuery(options?: useLazyQuery.Options<PossibleDuplicatesQuery, PossibleDuplicatesQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<PossibleDuplicatesQuery, PossibleDuplicatesQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(PossibleDuplicatesDocument, options);
}

/**
 * Other documents with the same counterparty, number and gross amount.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function usePossibleDuplicatesSuspenseQuery(...options: [options: useSuspenseQuery.Options<PossibleDuplicatesQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<PossibleDuplicatesQuery, PossibleDuplicatesQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(PossibleDuplicatesDocument, ...options);
}

/**
 * The mutation ReportSyncError.
 *
 * Apollo's useMutation: the returned function takes the variables, and rejects if the request fails.
 */
export function useReportSyncErrorMutation(options?: Omit<useMutation.Options<ReportSyncErrorMutation, ReportSyncErrorMutationVariables>, 'variables'>): useMutation.ResultTuple<ReportSyncErrorMutation, ReportSyncErrorMutationVariables> {
  return useMutation<ReportSyncErrorMutation, ReportSyncErrorMutationVariables>(ReportSyncErrorDocument, options);
}

/**
 * For a client that sends the file to the storage itself.
 *
 * Apollo's useMutation: the returned function takes the variables, and rejects if the request fails.
 */
export function useRequestUploadMutation(options?: Omit<useMutation.Options<RequestUploadMutation, RequestUploadMutationVariables>, 'variables'>): useMutation.ResultTuple<RequestUploadMutation, RequestUploadMutationVariables> {
  return useMutation<RequestUploadMutation, RequestUploadMutationVariables>(RequestUploadDocument, options);
}

/**
 * The first page of a search with its count, its sums, the companies that its filter offers and the scopes of the token, in one
 * request. `SearchInvoices` reads the next pages of the same list.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useSearchQuery(...options: [options?: useQuery.Options<SearchQuery, SearchQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<SearchQuery, SearchQueryVariables, 'empty' | 'complete' | 'streaming', Partial<SearchQueryVariables>> {
  return useQuery(SearchDocument, ...options);
}

/**
 * The first page of a search with its count, its sums, the companies that its filter offers and the scopes of the token, in one
 * request. `SearchInvoices` reads the next pages of the same list.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useSearchLazyQuery(options?: useLazyQuery.Options<SearchQuery, SearchQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<SearchQuery, SearchQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(SearchDocument, options);
}

/**
 * The first page of a search with its count, its sums, the companies that its filter offers and the scopes of the token, in one
 * request. `SearchInvoices` reads the next pages of the same list.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useSearchSuspenseQuery(...options: [options?: useSuspenseQuery.Options<SearchQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<SearchQuery, SearchQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(SearchDocument, ...options);
}

/**
 * A page of the documents in the index. It does not count all of them, because that takes longer than a page.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useSearchInvoicesQuery(...options: [options?: useQuery.Options<SearchInvoicesQuery, SearchInvoicesQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<SearchInvoicesQuery, SearchInvoicesQueryVariables, 'empty' | 'complete' | 'streaming', Partial<SearchInvoicesQueryVariables>> {
  return useQuery(SearchInvoicesDocument, ...options);
}

/**
 * A page of the documents in the index. It does not count all of them, because that takes longer than a page.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useSearchInvoicesLazyQuery(options?: useLazyQuery.Options<SearchInvoicesQuery, SearchInvoicesQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<SearchInvoicesQuery, SearchInvoicesQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(SearchInvoicesDocument, options);
}

/**
 * A page of the documents in the index. It does not count all of them, because that takes longer than a page.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useSearchInvoicesSuspenseQuery(...options: [options?: useSuspenseQuery.Options<SearchInvoicesQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<SearchInvoicesQuery, SearchInvoicesQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(SearchInvoicesDocument, ...options);
}

/**
 * A page with the columns of a spreadsheet.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useSearchTableQuery(...options: [options?: useQuery.Options<SearchTableQuery, SearchTableQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<SearchTableQuery, SearchTableQueryVariables, 'empty' | 'complete' | 'streaming', Partial<SearchTableQueryVariables>> {
  return useQuery(SearchTableDocument, ...options);
}

/**
 * A page with the columns of a spreadsheet.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useSearchTableLazyQuery(options?: useLazyQuery.Options<SearchTableQuery, SearchTableQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<SearchTableQuery, SearchTableQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(SearchTableDocument, options);
}

/**
 * A page with the columns of a spreadsheet.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useSearchTableSuspenseQuery(...options: [options?: useSuspenseQuery.Options<SearchTableQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<SearchTableQuery, SearchTableQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(SearchTableDocument, ...options);
}

/**
 * The mutation StartImport.
 *
 * Apollo's useMutation: the returned function takes the variables, and rejects if the request fails.
 */
export function useStartImportMutation(options?: Omit<useMutation.Options<StartImportMutation, StartImportMutationVariables>, 'variables'>): useMutation.ResultTuple<StartImportMutation, StartImportMutationVariables> {
  return useMutation<StartImportMutation, StartImportMutationVariables>(StartImportDocument, options);
}

/**
 * A page with everything that a program needs to take documents over: examples/connector.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useTakeOverQuery(...options: [options?: useQuery.Options<TakeOverQuery, TakeOverQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<TakeOverQuery, TakeOverQueryVariables, 'empty' | 'complete' | 'streaming', Partial<TakeOverQueryVariables>> {
  return useQuery(TakeOverDocument, ...options);
}

/**
 * A page with everything that a program needs to take documents over: examples/connector.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useTakeOverLazyQuery(options?: useLazyQuery.Options<TakeOverQuery, TakeOverQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<TakeOverQuery, TakeOverQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(TakeOverDocument, options);
}

/**
 * A page with everything that a program needs to take documents over: examples/connector.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useTakeOverSuspenseQuery(...options: [options?: useSuspenseQuery.Options<TakeOverQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<TakeOverQuery, TakeOverQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(TakeOverDocument, ...options);
}

/**
 * One of the documents that a page could not read.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useTakeOverOneQuery(...options: [options: useQuery.Options<TakeOverOneQuery, TakeOverOneQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<TakeOverOneQuery, TakeOverOneQueryVariables, 'empty' | 'complete' | 'streaming', Partial<TakeOverOneQueryVariables>> {
  return useQuery(TakeOverOneDocument, ...options);
}

/**
 * One of the documents that a page could not read.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useTakeOverOneLazyQuery(options?: useLazyQuery.Options<TakeOverOneQuery, TakeOverOneQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<TakeOverOneQuery, TakeOverOneQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(TakeOverOneDocument, options);
}

/**
 * One of the documents that a page could not read.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useTakeOverOneSuspenseQuery(...options: [options: useSuspenseQuery.Options<TakeOverOneQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<TakeOverOneQuery, TakeOverOneQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(TakeOverOneDocument, ...options);
}

/**
 * Needs a link that sends GraphQL multipart requests, as the UploadLink of this package.
 *
 * Apollo's useMutation: the returned function takes the variables, and rejects if the request fails.
 */
export function useUploadFileMutation(options?: Omit<useMutation.Options<UploadFileMutation, UploadFileMutationVariables>, 'variables'>): useMutation.ResultTuple<UploadFileMutation, UploadFileMutationVariables> {
  return useMutation<UploadFileMutation, UploadFileMutationVariables>(UploadFileDocument, options);
}

/**
 * The caller that the token stands for: the companies and scopes that a page can offer.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useViewerQuery(...options: [options?: useQuery.Options<ViewerQuery, ViewerQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<ViewerQuery, ViewerQueryVariables, 'empty' | 'complete' | 'streaming', Partial<ViewerQueryVariables>> {
  return useQuery(ViewerDocument, ...options);
}

/**
 * The caller that the token stands for: the companies and scopes that a page can offer.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useViewerLazyQuery(options?: useLazyQuery.Options<ViewerQuery, ViewerQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<ViewerQuery, ViewerQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(ViewerDocument, options);
}

/**
 * The caller that the token stands for: the companies and scopes that a page can offer.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useViewerSuspenseQuery(...options: [options?: useSuspenseQuery.Options<ViewerQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<ViewerQuery, ViewerQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(ViewerDocument, ...options);
}

/**
 * The scopes of the token: a page hides the actions that they do not allow.
 *
 * Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed.
 */
export function useViewerScopesQuery(...options: [options?: useQuery.Options<ViewerScopesQuery, ViewerScopesQueryVariables> & { returnPartialData?: false } | SkipToken]): useQuery.Result<ViewerScopesQuery, ViewerScopesQueryVariables, 'empty' | 'complete' | 'streaming', Partial<ViewerScopesQueryVariables>> {
  return useQuery(ViewerScopesDocument, ...options);
}

/**
 * The scopes of the token: a page hides the actions that they do not allow.
 *
 * Apollo's useLazyQuery: sends the query when you call the returned function.
 */
export function useViewerScopesLazyQuery(options?: useLazyQuery.Options<ViewerScopesQuery, ViewerScopesQueryVariables> & { returnPartialData?: false }): useLazyQuery.ResultTuple<ViewerScopesQuery, ViewerScopesQueryVariables, 'empty' | 'complete' | 'streaming'> {
  return useLazyQuery(ViewerScopesDocument, options);
}

/**
 * The scopes of the token: a page hides the actions that they do not allow.
 *
 * Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails.
 */
export function useViewerScopesSuspenseQuery(...options: [options?: useSuspenseQuery.Options<ViewerScopesQueryVariables> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<ViewerScopesQuery, ViewerScopesQueryVariables, 'complete' | 'streaming'> {
  return useSuspenseQuery(ViewerScopesDocument, ...options);
}