// Written by npm run codegen from client/graphql/. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { IsoDate, IsoDateTime, Decimal } from '../scalars.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Outcome of an account's last calls. */
export const BackendState = {
  /** Some of the last calls failed. */
  Degraded: 'DEGRADED',
  /** The circuit breaker is open: the gateway makes no calls for now. */
  Down: 'DOWN',
  /** No call has been made yet. */
  Unknown: 'UNKNOWN',
  /** The last call was answered. */
  Up: 'UP'
} as const;

export type BackendState = typeof BackendState[keyof typeof BackendState];
/** Bank account of a supplier. The gateway sends it as it is, without validation. */
export type BankAccountInput = {
  /** Name of the account holder. */
  readonly accountName?: string | null | undefined;
  /** National account number. */
  readonly accountNumber?: string | null | undefined;
  /** BIC. */
  readonly bic?: string | null | undefined;
  /** IBAN. */
  readonly iban?: string | null | undefined;
  /** Sort code or branch. */
  readonly sortCode?: string | null | undefined;
};

/** Categories of one kind. */
export type CategoriesInput = {
  /** The categories. */
  readonly items: ReadonlyArray<CategoryInput>;
  /** Kind of all the categories. */
  readonly kind: CategoryImportKind;
};

/** Kind of imported categories. */
export const CategoryImportKind = {
  /** Branches. */
  Branches: 'BRANCHES',
  /** Plain categories. */
  Categories: 'CATEGORIES',
  /** Classifications. */
  Classes: 'CLASSES',
  /** Customers. */
  Customers: 'CUSTOMERS',
  /** Departments. */
  Departments: 'DEPARTMENTS',
  /** Fixed assets. */
  FixedAssets: 'FIXED_ASSETS',
  /** Inventories. */
  Inventories: 'INVENTORIES',
  /** Items. */
  Items: 'ITEMS',
  /** Jobs. */
  Jobs: 'JOBS',
  /** Locations. */
  Locations: 'LOCATIONS',
  /** Projects. */
  Projects: 'PROJECTS'
} as const;

export type CategoryImportKind = typeof CategoryImportKind[keyof typeof CategoryImportKind];
/** A category. Omitted fields are not sent. */
export type CategoryInput = {
  /** Code. */
  readonly code?: string | null | undefined;
  /** Description. Must not be blank. */
  readonly description: string;
  /** True if the category can still be chosen. */
  readonly inUse?: boolean | null | undefined;
  /** The parent category's key in that system. */
  readonly parentSourceId?: string | null | undefined;
  /** Position among its siblings. */
  readonly sequence?: number | null | undefined;
  /** Its key in the system that it comes from. Must not be blank. */
  readonly sourceId: string;
};

/** Narrows events. All conditions must hold. */
export type DocumentEventFilter = {
  /** Company.id of each company. Default: all companies that the caller may see. */
  readonly companies?: ReadonlyArray<string> | null | undefined;
  /** Default: all types. */
  readonly types?: ReadonlyArray<DocumentEventType> | null | undefined;
};

/** Type of an event. */
export const DocumentEventType = {
  /** Įvesk digitized a document: DocumentDigitized. */
  Digitized: 'DIGITIZED',
  /** The accountant exported documents at Įvesk: DocumentsExported. */
  Exported: 'EXPORTED',
  /** A source no longer lists a document, and this gateway did not cause that: DocumentLeft. */
  Left: 'LEFT',
  /** A source lists a document for the first time: DocumentListed. */
  Listed: 'LISTED',
  /** A caller of this gateway marked a document as exported: DocumentMarkedExported. */
  MarkedExported: 'MARKED_EXPORTED',
  /** A caller of this gateway reported that a document could not be imported: DocumentRejected. */
  Rejected: 'REJECTED',
  /** The unknown outcome of a write is known: WriteResolved. */
  WriteResolved: 'WRITE_RESOLVED'
} as const;

export type DocumentEventType = typeof DocumentEventType[keyof typeof DocumentEventType];
/** All kinds of failure except INTERNAL_SERVER_ERROR, a fault of this gateway whose message names a reference to its log. */
export const ErrorCode = {
  /** The source's answer violates its contract. */
  BackendBadResponse: 'BACKEND_BAD_RESPONSE',
  /** The source throttles the account. */
  BackendRateLimited: 'BACKEND_RATE_LIMITED',
  /** The source rejected the request for another reason. The message says why. */
  BackendRejected: 'BACKEND_REJECTED',
  /** The source did not answer in time. */
  BackendTimeout: 'BACKEND_TIMEOUT',
  /** The source rejected the credentials configured for the account. */
  BackendUnauthorized: 'BACKEND_UNAUTHORIZED',
  /** The source refused the connection or answered 5xx, or the account's circuit breaker is open. */
  BackendUnavailable: 'BACKEND_UNAVAILABLE',
  /** The request is wrong. The message says what to change. */
  BadUserInput: 'BAD_USER_INPUT',
  /** The document is not in a state that allows the operation, e.g. it was already exported. */
  Conflict: 'CONFLICT',
  /**
   * For events: some events after this id were removed; start again from the sources' queues. For lists: the cursor
   * comes from another version of the gateway; start again without `after`.
   */
  CursorExpired: 'CURSOR_EXPIRED',
  /** The caller does not have the scope that the field needs. */
  Forbidden: 'FORBIDDEN',
  /** The idempotency key was used for another input. */
  IdempotencyKeyReused: 'IDEMPOTENCY_KEY_REUSED',
  /** The document or company does not exist for this caller. */
  NotFound: 'NOT_FOUND',
  /** A write was sent, but its answer was lost. It may have taken effect. The gateway did NOT send it again. */
  OutcomeUnknown: 'OUTCOME_UNKNOWN',
  /** This caller or account has too much in flight. Try again later. */
  RateLimited: 'RATE_LIMITED',
  /** The gateway cannot record the write at present, so it has not sent anything. Try again later. */
  StoreUnavailable: 'STORE_UNAVAILABLE',
  /** The token is missing, invalid or expired. */
  Unauthenticated: 'UNAUTHENTICATED',
  /** The document's source does not support the operation. */
  UnsupportedBySource: 'UNSUPPORTED_BY_SOURCE'
} as const;

export type ErrorCode = typeof ErrorCode[keyof typeof ErrorCode];
/** A ledger account. Omitted fields are not sent. */
export type GlCodeInput = {
  /** Account number. */
  readonly code?: string | null | undefined;
  /** Description. Must not be blank. */
  readonly description: string;
  /** True for a heading, which does not take postings. */
  readonly isHeader?: boolean | null | undefined;
  /** True if the account is in use in the system that it comes from. */
  readonly isInUse?: boolean | null | undefined;
  /** True if the account takes rounding differences. */
  readonly isRounding?: boolean | null | undefined;
  /** Its key in the system that it comes from. Must not be blank. */
  readonly sourceId: string;
  /** Type, as named by the system that the account comes from. */
  readonly type?: string | null | undefined;
};

/** Status of an import job. */
export const ImportJobStatus = {
  /** The import failed. Lightyear does not give a reason. */
  Failed: 'FAILED',
  /** The import is complete. */
  Finished: 'FINISHED',
  /** The import is running. */
  InProgress: 'IN_PROGRESS',
  /** A status that this gateway does not know or that Lightyear does not give. */
  Unknown: 'UNKNOWN'
} as const;

export type ImportJobStatus = typeof ImportJobStatus[keyof typeof ImportJobStatus];
/** Type of the objects that an import job imports. */
export const ImportJobType = {
  /** Customers of an accountancy. */
  AccountancyCustomers: 'ACCOUNTANCY_CUSTOMERS',
  /** Bank accounts. */
  BankAccounts: 'BANK_ACCOUNTS',
  /** Branches. */
  Branches: 'BRANCHES',
  /** Plain categories. */
  Categories: 'CATEGORIES',
  /** Classifications. */
  Classes: 'CLASSES',
  /** Customers. */
  Customers: 'CUSTOMERS',
  /** Departments. */
  Departments: 'DEPARTMENTS',
  /** Fixed assets. */
  FixedAssets: 'FIXED_ASSETS',
  /** Ledger accounts. */
  GlCodes: 'GL_CODES',
  /** Inventories. */
  Inventories: 'INVENTORIES',
  /** Items. */
  Items: 'ITEMS',
  /** Jobs. */
  Jobs: 'JOBS',
  /** Locations. */
  Locations: 'LOCATIONS',
  /** A type that this gateway does not know. */
  Other: 'OTHER',
  /** Projects. */
  Projects: 'PROJECTS',
  /** Supplier cards. */
  SupplierCards: 'SUPPLIER_CARDS',
  /** Tax codes. */
  TaxCodes: 'TAX_CODES'
} as const;

export type ImportJobType = typeof ImportJobType[keyof typeof ImportJobType];
/** Objects of exactly one kind. */
export type ImportObjectsInput =
  {   /** Categories of one kind. */
  readonly categories: CategoriesInput; readonly glCodes?: never; readonly supplierCards?: never; readonly taxCodes?: never; }
  |  { readonly categories?: never;   /** Ledger accounts. */
  readonly glCodes: ReadonlyArray<GlCodeInput>; readonly supplierCards?: never; readonly taxCodes?: never; }
  |  { readonly categories?: never; readonly glCodes?: never;   /** Supplier cards. */
  readonly supplierCards: ReadonlyArray<SupplierCardInput>; readonly taxCodes?: never; }
  |  { readonly categories?: never; readonly glCodes?: never; readonly supplierCards?: never;   /** Tax codes. */
  readonly taxCodes: ReadonlyArray<TaxCodeInput>; };

/** The company's side of a document. */
export const InvoiceDirection = {
  /** The company buys. */
  Purchase: 'PURCHASE',
  /** The company sells. */
  Sale: 'SALE',
  /** The source does not give the direction. */
  Unknown: 'UNKNOWN'
} as const;

export type InvoiceDirection = typeof InvoiceDirection[keyof typeof InvoiceDirection];
/** Narrows a list of invoices. All conditions must hold. */
export type InvoiceFilter = {
  /** Company.id of each company. Default: all companies that the caller may see. */
  readonly companies?: ReadonlyArray<string> | null | undefined;
  /** Default: all. */
  readonly directions?: ReadonlyArray<InvoiceDirection> | null | undefined;
  /**
   * First issue date, inclusive. For V6, a list covers the last 30 days and tomorrow unless you pass `issuedFrom` and
   * `issuedTo`; a range of more than 366 days is BAD_USER_INPUT for the V6 account. Documents without a usable date are
   * left out, except at V6, which applies the range itself.
   */
  readonly issuedFrom?: IsoDate | null | undefined;
  /**
   * Last issue date, inclusive. Default for V6: tomorrow in UTC, which covers today in every time zone; today if the range
   * would be too long.
   */
  readonly issuedTo?: IsoDate | null | undefined;
  /** For Įvesk, the queue to read. */
  readonly iveskQueue?: IveskQueue | null | undefined;
  /** Default: all. */
  readonly kinds?: ReadonlyArray<InvoiceKind> | null | undefined;
  /** For Įvesk, only documents that entered the queue after this time. */
  readonly since?: IsoDateTime | null | undefined;
  /** Default: all. */
  readonly sources?: ReadonlyArray<Source> | null | undefined;
  /**
   * For Įvesk, only documents with this `Invoice.uploadReference`, which come from one upload. With `iveskQueue: DIGITIZED` it finds
   * them before the accountant exports them.
   */
  readonly uploadReference?: string | null | undefined;
};

/** Kind of document. */
export const InvoiceKind = {
  /** A credit note: *CrNote at Lightyear, credit memo at V6. */
  CreditNote: 'CREDIT_NOTE',
  /** A debit note: debit memo at V6. */
  DebitNote: 'DEBIT_NOTE',
  /** An expense, at Lightyear. */
  Expense: 'EXPENSE',
  /** An invoice. */
  Invoice: 'INVOICE',
  /** A kind that this gateway does not know or that the source does not give. */
  Other: 'OTHER',
  /** A receipt, at Lightyear. */
  Receipt: 'RECEIPT'
} as const;

export type InvoiceKind = typeof InvoiceKind[keyof typeof InvoiceKind];
/** A queue of Įvesk. */
export const IveskQueue = {
  /** Documents in the order in which digitization ended. */
  Digitized: 'DIGITIZED',
  /** Documents in the order in which the accountant exported them. */
  Exported: 'EXPORTED'
} as const;

export type IveskQueue = typeof IveskQueue[keyof typeof IveskQueue];
/** Origin of a document's lines. */
export const LineDetail = {
  /** Lines derived from the document's totals. */
  DocumentTotals: 'DOCUMENT_TOTALS',
  /** The document's own lines. */
  Original: 'ORIGINAL'
} as const;

export type LineDetail = typeof LineDetail[keyof typeof LineDetail];
/** Certainty of a match. */
export const MatchType = {
  /** Confirmed by a person. */
  Confirmed: 'CONFIRMED',
  /** A state that this gateway does not know. */
  Other: 'OTHER'
} as const;

export type MatchType = typeof MatchType[keyof typeof MatchType];
/** A system behind this endpoint. */
export const Source = {
  /** Įvesk.lt: digitization of documents. */
  Ivesk: 'IVESK',
  /** Lightyear: approval and export of supplier invoices. */
  Lightyear: 'LIGHTYEAR',
  /** V6: invoices of a freight system. */
  V6: 'V6'
} as const;

export type Source = typeof Source[keyof typeof Source];
/** A supplier. Omitted fields are not sent. */
export type SupplierCardInput = {
  /**
   * At most five lines of at most 50 characters each. Lightyear reads line 3 as the city, line 4 as the county and line
   * 5 as the postcode: pass an empty string for a line that you do not know.
   */
  readonly addressLines?: ReadonlyArray<string> | null | undefined;
  /** Bank account. */
  readonly bankAccount?: BankAccountInput | null | undefined;
  /** Code. */
  readonly code?: string | null | undefined;
  /** Country of registration. */
  readonly countryCode?: string | null | undefined;
  /** Billing currency. */
  readonly currency?: string | null | undefined;
  /** Full name. Must not be blank. */
  readonly name: string;
  /** Its key in the system that it comes from. Must not be blank. */
  readonly sourceId: string;
  /** VAT or tax number. */
  readonly taxNumber?: string | null | undefined;
  /** Payment terms. */
  readonly terms?: SupplierTermsInput | null | undefined;
};

/** Payment terms of a supplier. */
export type SupplierTermsInput = {
  /** Number of days, 0 or more. Required for FROM_BILL_DATE and FROM_END_OF_MONTH, not allowed otherwise. */
  readonly days?: number | null | undefined;
  /** Rule for the due date. */
  readonly type: SupplierTermsType;
};

/** Rule for the due date of an invoice. */
export const SupplierTermsType = {
  /** The due date stays empty. */
  DoNotPopulate: 'DO_NOT_POPULATE',
  /** Due on receipt. */
  DueOnReceipt: 'DUE_ON_RECEIPT',
  /** Due `days` after the bill date. */
  FromBillDate: 'FROM_BILL_DATE',
  /** Due `days` after the end of the month. */
  FromEndOfMonth: 'FROM_END_OF_MONTH',
  /** Due on the last day of the month. */
  LastDayOfMonth: 'LAST_DAY_OF_MONTH',
  /** Due on the last working day of the month. */
  LastWorkingDayOfMonth: 'LAST_WORKING_DAY_OF_MONTH',
  /** The due date that was read from the document. */
  UseExtractedDueDate: 'USE_EXTRACTED_DUE_DATE'
} as const;

export type SupplierTermsType = typeof SupplierTermsType[keyof typeof SupplierTermsType];
/** A tax code. Omitted fields are not sent. */
export type TaxCodeInput = {
  /** Code. */
  readonly code?: string | null | undefined;
  /** Description. Must not be blank. */
  readonly description: string;
  /** Rate in percent: 20 means 20 %. All digits are sent. */
  readonly ratePercent: Decimal;
  /** Its key in the system that it comes from. Must not be blank. */
  readonly sourceId: string;
};

/** Processing options of Įvesk. The account's settings apply to omitted options. */
export type UploadOptions = {
  /** Returned as Invoice.allocation. */
  readonly allocation?: string | null | undefined;
  /** True to check whether Įvesk already has the document. */
  readonly checkDuplicates?: boolean | null | undefined;
  /** True to digitize the lines, too. */
  readonly processLines?: boolean | null | undefined;
  /** Returned as Invoice.uploadReference. Use it to find the file's document. */
  readonly reference?: string | null | undefined;
  /** True to reject documents that are not invoices. */
  readonly rejectNonInvoices?: boolean | null | undefined;
  /** True to split a file with several documents. */
  readonly splitDocuments?: boolean | null | undefined;
  /** Returned as Invoice.tags. A tag must not contain a comma. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** Returned as Invoice.warehouse. */
  readonly warehouse?: string | null | undefined;
};

export type BackendsQueryVariables = Exact<{ [key: string]: never; }>;


export type BackendsQuery = { readonly backends: ReadonlyArray<{ readonly __typename: 'BackendStatus', readonly source: Source, readonly state: BackendState, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }> };

export type CompaniesQueryVariables = Exact<{ [key: string]: never; }>;


export type CompaniesQuery = { readonly companies: ReadonlyArray<{ readonly __typename: 'Company', readonly id: string, readonly name: string, readonly sources: ReadonlyArray<Source> }> };

export type DocumentEventsSubscriptionVariables = Exact<{
  filter?: DocumentEventFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type DocumentEventsSubscription = { readonly documentEvents:
    | { readonly __typename: 'DocumentDigitized', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly invoice: { readonly __typename: 'Invoice', readonly uploadReference: string | null, readonly id: string, readonly source: Source, readonly kind: InvoiceKind, readonly direction: InvoiceDirection, readonly number: string | null, readonly series: string | null, readonly fullNumber: string | null, readonly issueDate: IsoDate | null, readonly dueDate: IsoDate | null, readonly currency: string | null, readonly grossAmount: Decimal | null, readonly signedGrossAmount: Decimal | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counterparty: { readonly __typename: 'Counterparty', readonly key: string, readonly name: string | null } | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly id: string, readonly name: string | null, readonly isOwnCompany: boolean | null } | null, readonly customer: { readonly __typename: 'Customer', readonly name: string | null } | null }, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentLeft', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentListed', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentMarkedExported', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentRejected', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentsExported', readonly companyCode: string | null, readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'WriteResolved', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
   };

export type PastDocumentEventsQueryVariables = Exact<{
  filter?: DocumentEventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PastDocumentEventsQuery = { readonly documentEvents: ReadonlyArray<
    | { readonly __typename: 'DocumentDigitized', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly invoice: { readonly __typename: 'Invoice', readonly uploadReference: string | null, readonly id: string, readonly source: Source, readonly kind: InvoiceKind, readonly direction: InvoiceDirection, readonly number: string | null, readonly series: string | null, readonly fullNumber: string | null, readonly issueDate: IsoDate | null, readonly dueDate: IsoDate | null, readonly currency: string | null, readonly grossAmount: Decimal | null, readonly signedGrossAmount: Decimal | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counterparty: { readonly __typename: 'Counterparty', readonly key: string, readonly name: string | null } | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly id: string, readonly name: string | null, readonly isOwnCompany: boolean | null } | null, readonly customer: { readonly __typename: 'Customer', readonly name: string | null } | null }, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentLeft', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentListed', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentMarkedExported', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentRejected', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'DocumentsExported', readonly companyCode: string | null, readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
    | { readonly __typename: 'WriteResolved', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } }
  > };

type EventDetails_DocumentDigitized_Fragment = { readonly __typename: 'DocumentDigitized', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly invoice: { readonly __typename: 'Invoice', readonly uploadReference: string | null, readonly id: string, readonly source: Source, readonly kind: InvoiceKind, readonly direction: InvoiceDirection, readonly number: string | null, readonly series: string | null, readonly fullNumber: string | null, readonly issueDate: IsoDate | null, readonly dueDate: IsoDate | null, readonly currency: string | null, readonly grossAmount: Decimal | null, readonly signedGrossAmount: Decimal | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counterparty: { readonly __typename: 'Counterparty', readonly key: string, readonly name: string | null } | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly id: string, readonly name: string | null, readonly isOwnCompany: boolean | null } | null, readonly customer: { readonly __typename: 'Customer', readonly name: string | null } | null }, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } };

type EventDetails_DocumentLeft_Fragment = { readonly __typename: 'DocumentLeft', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } };

type EventDetails_DocumentListed_Fragment = { readonly __typename: 'DocumentListed', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } };

type EventDetails_DocumentMarkedExported_Fragment = { readonly __typename: 'DocumentMarkedExported', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } };

type EventDetails_DocumentRejected_Fragment = { readonly __typename: 'DocumentRejected', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } };

type EventDetails_DocumentsExported_Fragment = { readonly __typename: 'DocumentsExported', readonly companyCode: string | null, readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } };

type EventDetails_WriteResolved_Fragment = { readonly __typename: 'WriteResolved', readonly id: string, readonly type: DocumentEventType, readonly receivedAt: IsoDateTime, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string } };

export type EventDetailsFragment =
  | EventDetails_DocumentDigitized_Fragment
  | EventDetails_DocumentLeft_Fragment
  | EventDetails_DocumentListed_Fragment
  | EventDetails_DocumentMarkedExported_Fragment
  | EventDetails_DocumentRejected_Fragment
  | EventDetails_DocumentsExported_Fragment
  | EventDetails_WriteResolved_Fragment
;

export type MarkInvoicesExportedMutationVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;


export type MarkInvoicesExportedMutation = { readonly markInvoicesExported: { readonly __typename: 'MarkInvoicesExportedPayload', readonly results: ReadonlyArray<{ readonly __typename: 'InvoiceExportResult', readonly id: string, readonly ok: boolean, readonly error: { readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null } | null }> } | null };

export type ReportSyncErrorMutationVariables = Exact<{
  invoiceId: string;
  message: string;
}>;


export type ReportSyncErrorMutation = { readonly reportSyncError: { readonly __typename: 'ReportSyncErrorPayload', readonly ok: boolean, readonly errors: ReadonlyArray<{ readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null }> } | null };

export type StartImportMutationVariables = Exact<{
  objects: ImportObjectsInput;
  sourceApplicationCode: string;
  company?: string | null | undefined;
}>;


export type StartImportMutation = { readonly startImport: { readonly __typename: 'StartImportPayload', readonly job: { readonly __typename: 'ImportJob', readonly id: string, readonly sourceId: string, readonly type: ImportJobType, readonly status: ImportJobStatus, readonly createdAt: IsoDateTime | null, readonly updatedAt: IsoDateTime | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counts: { readonly __typename: 'ImportCounts', readonly inserted: number, readonly updated: number, readonly unchanged: number, readonly deleted: number } | null } | null, readonly errors: ReadonlyArray<{ readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null }> } | null };

export type ImportJobQueryVariables = Exact<{
  id: string;
}>;


export type ImportJobQuery = { readonly importJob: { readonly __typename: 'ImportJob', readonly id: string, readonly sourceId: string, readonly type: ImportJobType, readonly status: ImportJobStatus, readonly createdAt: IsoDateTime | null, readonly updatedAt: IsoDateTime | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counts: { readonly __typename: 'ImportCounts', readonly inserted: number, readonly updated: number, readonly unchanged: number, readonly deleted: number } | null } | null };

export type ImportJobChangesSubscriptionVariables = Exact<{
  id: string;
}>;


export type ImportJobChangesSubscription = { readonly importJob: { readonly __typename: 'ImportJob', readonly id: string, readonly sourceId: string, readonly type: ImportJobType, readonly status: ImportJobStatus, readonly createdAt: IsoDateTime | null, readonly updatedAt: IsoDateTime | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counts: { readonly __typename: 'ImportCounts', readonly inserted: number, readonly updated: number, readonly unchanged: number, readonly deleted: number } | null } };

export type ImportProgressFragment = { readonly __typename: 'ImportJob', readonly id: string, readonly sourceId: string, readonly type: ImportJobType, readonly status: ImportJobStatus, readonly createdAt: IsoDateTime | null, readonly updatedAt: IsoDateTime | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counts: { readonly __typename: 'ImportCounts', readonly inserted: number, readonly updated: number, readonly unchanged: number, readonly deleted: number } | null };

export type InvoiceQueryVariables = Exact<{
  id: string;
}>;


export type InvoiceQuery = { readonly invoice: { readonly __typename: 'Invoice', readonly sourceId: string, readonly revision: string, readonly lineDetail: LineDetail, readonly isDueDateComputed: boolean, readonly netAmount: Decimal | null, readonly taxAmount: Decimal | null, readonly purchaseOrderNumber: string | null, readonly additionalInfo: string | null, readonly tags: ReadonlyArray<string>, readonly uploadReference: string | null, readonly id: string, readonly source: Source, readonly kind: InvoiceKind, readonly direction: InvoiceDirection, readonly number: string | null, readonly series: string | null, readonly fullNumber: string | null, readonly issueDate: IsoDate | null, readonly dueDate: IsoDate | null, readonly currency: string | null, readonly grossAmount: Decimal | null, readonly signedGrossAmount: Decimal | null, readonly file: { readonly __typename: 'InvoiceFile', readonly name: string | null } | null, readonly customer: { readonly __typename: 'Customer', readonly code: string | null, readonly taxNumber: string | null, readonly name: string | null } | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly code: string | null, readonly taxNumber: string | null, readonly countryCode: string | null, readonly id: string, readonly name: string | null, readonly isOwnCompany: boolean | null } | null, readonly glCode: { readonly __typename: 'GlCode', readonly code: string | null, readonly description: string | null } | null, readonly creditReason: { readonly __typename: 'CreditReason', readonly code: string | null, readonly description: string | null } | null, readonly lineItems: ReadonlyArray<{ readonly __typename: 'LineItem', readonly id: string, readonly position: number, readonly code: string | null, readonly description: string | null, readonly quantity: Decimal | null, readonly unit: string | null, readonly unitPrice: Decimal | null, readonly netAmount: Decimal | null, readonly taxAmount: Decimal | null, readonly grossAmount: Decimal | null, readonly glCode: { readonly __typename: 'GlCode', readonly code: string | null, readonly description: string | null } | null, readonly taxCode: { readonly __typename: 'TaxCode', readonly code: string | null, readonly ratePercent: Decimal | null } | null }>, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counterparty: { readonly __typename: 'Counterparty', readonly key: string, readonly name: string | null } | null } | null };

export type InvoiceMatchesQueryVariables = Exact<{
  id: string;
}>;


export type InvoiceMatchesQuery = { readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly lineItems: ReadonlyArray<{ readonly __typename: 'LineItem', readonly id: string, readonly position: number, readonly matches: ReadonlyArray<{ readonly __typename: 'Match', readonly type: MatchType, readonly document:
          | { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly id: string, readonly name: string | null } | null }
          | { readonly __typename: 'PurchaseOrder', readonly id: string, readonly sourceId: string }
         | null, readonly lineItem: { readonly __typename: 'MatchedLineItem', readonly id: string, readonly code: string | null, readonly description: string | null, readonly quantity: Decimal | null, readonly netAmount: Decimal | null } }> | null }> } | null };

export type InvoiceFileQueryVariables = Exact<{
  id: string;
}>;


export type InvoiceFileQuery = { readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly file: { readonly __typename: 'InvoiceFile', readonly name: string | null, readonly downloadUrl: string | null } | null } | null };

export type InvoiceDetailsFragment = { readonly __typename: 'Invoice', readonly sourceId: string, readonly revision: string, readonly lineDetail: LineDetail, readonly isDueDateComputed: boolean, readonly netAmount: Decimal | null, readonly taxAmount: Decimal | null, readonly purchaseOrderNumber: string | null, readonly additionalInfo: string | null, readonly tags: ReadonlyArray<string>, readonly uploadReference: string | null, readonly id: string, readonly source: Source, readonly kind: InvoiceKind, readonly direction: InvoiceDirection, readonly number: string | null, readonly series: string | null, readonly fullNumber: string | null, readonly issueDate: IsoDate | null, readonly dueDate: IsoDate | null, readonly currency: string | null, readonly grossAmount: Decimal | null, readonly signedGrossAmount: Decimal | null, readonly file: { readonly __typename: 'InvoiceFile', readonly name: string | null } | null, readonly customer: { readonly __typename: 'Customer', readonly code: string | null, readonly taxNumber: string | null, readonly name: string | null } | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly code: string | null, readonly taxNumber: string | null, readonly countryCode: string | null, readonly id: string, readonly name: string | null, readonly isOwnCompany: boolean | null } | null, readonly glCode: { readonly __typename: 'GlCode', readonly code: string | null, readonly description: string | null } | null, readonly creditReason: { readonly __typename: 'CreditReason', readonly code: string | null, readonly description: string | null } | null, readonly lineItems: ReadonlyArray<{ readonly __typename: 'LineItem', readonly id: string, readonly position: number, readonly code: string | null, readonly description: string | null, readonly quantity: Decimal | null, readonly unit: string | null, readonly unitPrice: Decimal | null, readonly netAmount: Decimal | null, readonly taxAmount: Decimal | null, readonly grossAmount: Decimal | null, readonly glCode: { readonly __typename: 'GlCode', readonly code: string | null, readonly description: string | null } | null, readonly taxCode: { readonly __typename: 'TaxCode', readonly code: string | null, readonly ratePercent: Decimal | null } | null }>, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counterparty: { readonly __typename: 'Counterparty', readonly key: string, readonly name: string | null } | null };

export type LineFragment = { readonly __typename: 'LineItem', readonly id: string, readonly position: number, readonly code: string | null, readonly description: string | null, readonly quantity: Decimal | null, readonly unit: string | null, readonly unitPrice: Decimal | null, readonly netAmount: Decimal | null, readonly taxAmount: Decimal | null, readonly grossAmount: Decimal | null, readonly glCode: { readonly __typename: 'GlCode', readonly code: string | null, readonly description: string | null } | null, readonly taxCode: { readonly __typename: 'TaxCode', readonly code: string | null, readonly ratePercent: Decimal | null } | null };

export type InvoicesQueryVariables = Exact<{
  filter?: InvoiceFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InvoicesQuery = { readonly invoices: { readonly __typename: 'InvoiceConnection', readonly edges: ReadonlyArray<{ readonly __typename: 'InvoiceEdge', readonly node: { readonly __typename: 'Invoice', readonly id: string, readonly source: Source, readonly kind: InvoiceKind, readonly direction: InvoiceDirection, readonly number: string | null, readonly series: string | null, readonly fullNumber: string | null, readonly issueDate: IsoDate | null, readonly dueDate: IsoDate | null, readonly currency: string | null, readonly grossAmount: Decimal | null, readonly signedGrossAmount: Decimal | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counterparty: { readonly __typename: 'Counterparty', readonly key: string, readonly name: string | null } | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly id: string, readonly name: string | null, readonly isOwnCompany: boolean | null } | null, readonly customer: { readonly __typename: 'Customer', readonly name: string | null } | null } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly accounts: ReadonlyArray<{ readonly __typename: 'AccountOutcome', readonly source: Source, readonly ok: boolean, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly range: { readonly __typename: 'DateRange', readonly from: IsoDate, readonly to: IsoDate } | null, readonly error: { readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null } | null }>, readonly failures: ReadonlyArray<{ readonly __typename: 'InvoiceFailure', readonly id: string, readonly error: { readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null } }> } | null };

export type InboxQueryVariables = Exact<{
  filter?: InvoiceFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InboxQuery = { readonly companies: ReadonlyArray<{ readonly __typename: 'Company', readonly id: string, readonly name: string, readonly sources: ReadonlyArray<Source> }>, readonly invoices: { readonly __typename: 'InvoiceConnection', readonly edges: ReadonlyArray<{ readonly __typename: 'InvoiceEdge', readonly node: { readonly __typename: 'Invoice', readonly id: string, readonly source: Source, readonly kind: InvoiceKind, readonly direction: InvoiceDirection, readonly number: string | null, readonly series: string | null, readonly fullNumber: string | null, readonly issueDate: IsoDate | null, readonly dueDate: IsoDate | null, readonly currency: string | null, readonly grossAmount: Decimal | null, readonly signedGrossAmount: Decimal | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counterparty: { readonly __typename: 'Counterparty', readonly key: string, readonly name: string | null } | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly id: string, readonly name: string | null, readonly isOwnCompany: boolean | null } | null, readonly customer: { readonly __typename: 'Customer', readonly name: string | null } | null } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly accounts: ReadonlyArray<{ readonly __typename: 'AccountOutcome', readonly source: Source, readonly ok: boolean, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly range: { readonly __typename: 'DateRange', readonly from: IsoDate, readonly to: IsoDate } | null, readonly error: { readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null } | null }>, readonly failures: ReadonlyArray<{ readonly __typename: 'InvoiceFailure', readonly id: string, readonly error: { readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null } }> } | null };

export type InvoicePageFragment = { readonly __typename: 'InvoiceConnection', readonly edges: ReadonlyArray<{ readonly __typename: 'InvoiceEdge', readonly node: { readonly __typename: 'Invoice', readonly id: string, readonly source: Source, readonly kind: InvoiceKind, readonly direction: InvoiceDirection, readonly number: string | null, readonly series: string | null, readonly fullNumber: string | null, readonly issueDate: IsoDate | null, readonly dueDate: IsoDate | null, readonly currency: string | null, readonly grossAmount: Decimal | null, readonly signedGrossAmount: Decimal | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counterparty: { readonly __typename: 'Counterparty', readonly key: string, readonly name: string | null } | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly id: string, readonly name: string | null, readonly isOwnCompany: boolean | null } | null, readonly customer: { readonly __typename: 'Customer', readonly name: string | null } | null } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly accounts: ReadonlyArray<{ readonly __typename: 'AccountOutcome', readonly source: Source, readonly ok: boolean, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly range: { readonly __typename: 'DateRange', readonly from: IsoDate, readonly to: IsoDate } | null, readonly error: { readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null } | null }>, readonly failures: ReadonlyArray<{ readonly __typename: 'InvoiceFailure', readonly id: string, readonly error: { readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null } }> };

export type InvoiceRowFragment = { readonly __typename: 'Invoice', readonly id: string, readonly source: Source, readonly kind: InvoiceKind, readonly direction: InvoiceDirection, readonly number: string | null, readonly series: string | null, readonly fullNumber: string | null, readonly issueDate: IsoDate | null, readonly dueDate: IsoDate | null, readonly currency: string | null, readonly grossAmount: Decimal | null, readonly signedGrossAmount: Decimal | null, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly counterparty: { readonly __typename: 'Counterparty', readonly key: string, readonly name: string | null } | null, readonly supplier: { readonly __typename: 'SupplierCard', readonly id: string, readonly name: string | null, readonly isOwnCompany: boolean | null } | null, readonly customer: { readonly __typename: 'Customer', readonly name: string | null } | null };

export type AccountStateFragment = { readonly __typename: 'AccountOutcome', readonly source: Source, readonly ok: boolean, readonly company: { readonly __typename: 'Company', readonly id: string, readonly name: string }, readonly range: { readonly __typename: 'DateRange', readonly from: IsoDate, readonly to: IsoDate } | null, readonly error: { readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null } | null };

export type ErrorDetailsFragment = { readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null };

export type UploadFileMutationVariables = Exact<{
  file: File;
  company?: string | null | undefined;
  fileName?: string | null | undefined;
  options?: UploadOptions | null | undefined;
}>;


export type UploadFileMutation = { readonly uploadFile: { readonly __typename: 'UploadFilePayload', readonly upload: { readonly __typename: 'UploadedFile', readonly fileName: string, readonly contentType: string, readonly size: number } | null, readonly errors: ReadonlyArray<{ readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null }> } | null };

export type RequestUploadMutationVariables = Exact<{
  fileName: string;
  company?: string | null | undefined;
  options?: UploadOptions | null | undefined;
}>;


export type RequestUploadMutation = { readonly requestUpload: { readonly __typename: 'RequestUploadPayload', readonly location: { readonly __typename: 'UploadLocation', readonly url: string, readonly method: string, readonly headers: ReadonlyArray<{ readonly __typename: 'HttpHeader', readonly name: string, readonly value: string }> } | null, readonly errors: ReadonlyArray<{ readonly __typename: 'UserError', readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null, readonly retryable: boolean, readonly retryAfterMs: number | null, readonly source: Source | null }> } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly name: string, readonly scopes: ReadonlyArray<string>, readonly expiresAt: IsoDateTime | null, readonly companies: ReadonlyArray<{ readonly __typename: 'Company', readonly id: string, readonly name: string, readonly sources: ReadonlyArray<Source> }> } };

export const InvoiceRowFragmentDoc = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"series"}},{"kind":"Field","name":{"kind":"Name","value":"fullNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"signedGrossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"counterparty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOwnCompany"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<InvoiceRowFragment, unknown>;
export const EventDetailsFragmentDoc = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentDigitized"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceRow"}},{"kind":"Field","name":{"kind":"Name","value":"uploadReference"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentsExported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"companyCode"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"series"}},{"kind":"Field","name":{"kind":"Name","value":"fullNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"signedGrossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"counterparty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOwnCompany"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<EventDetailsFragment, unknown>;
export const ImportProgressFragmentDoc = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportProgress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sourceId"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inserted"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"deleted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<ImportProgressFragment, unknown>;
export const LineFragmentDoc = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Line"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LineItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"}},{"kind":"Field","name":{"kind":"Name","value":"netAmount"}},{"kind":"Field","name":{"kind":"Name","value":"taxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"glCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"ratePercent"}}]}}]}}]} as unknown as DocumentNode<LineFragment, unknown>;
export const InvoiceDetailsFragmentDoc = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceRow"}},{"kind":"Field","name":{"kind":"Name","value":"sourceId"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"lineDetail"}},{"kind":"Field","name":{"kind":"Name","value":"isDueDateComputed"}},{"kind":"Field","name":{"kind":"Name","value":"netAmount"}},{"kind":"Field","name":{"kind":"Name","value":"taxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"purchaseOrderNumber"}},{"kind":"Field","name":{"kind":"Name","value":"additionalInfo"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"uploadReference"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"taxNumber"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"taxNumber"}},{"kind":"Field","name":{"kind":"Name","value":"countryCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"glCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lineItems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Line"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"series"}},{"kind":"Field","name":{"kind":"Name","value":"fullNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"signedGrossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"counterparty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOwnCompany"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Line"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LineItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"}},{"kind":"Field","name":{"kind":"Name","value":"netAmount"}},{"kind":"Field","name":{"kind":"Name","value":"taxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"glCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"ratePercent"}}]}}]}}]} as unknown as DocumentNode<InvoiceDetailsFragment, unknown>;
export const ErrorDetailsFragmentDoc = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]} as unknown as DocumentNode<ErrorDetailsFragment, unknown>;
export const AccountStateFragmentDoc = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountOutcome"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"range"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]} as unknown as DocumentNode<AccountStateFragment, unknown>;
export const InvoicePageFragmentDoc = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoicePage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"series"}},{"kind":"Field","name":{"kind":"Name","value":"fullNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"signedGrossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"counterparty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOwnCompany"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountOutcome"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"range"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}}]} as unknown as DocumentNode<InvoicePageFragment, unknown>;
export const BackendsDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Backends"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"backends"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]} as unknown as DocumentNode<BackendsQuery, BackendsQueryVariables>;
export const CompaniesDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Companies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"companies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sources"}}]}}]}}]} as unknown as DocumentNode<CompaniesQuery, CompaniesQueryVariables>;
export const DocumentEventsDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"DocumentEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentEventFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"documentEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventDetails"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"series"}},{"kind":"Field","name":{"kind":"Name","value":"fullNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"signedGrossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"counterparty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOwnCompany"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentDigitized"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceRow"}},{"kind":"Field","name":{"kind":"Name","value":"uploadReference"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentsExported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"companyCode"}}]}}]}}]} as unknown as DocumentNode<DocumentEventsSubscription, DocumentEventsSubscriptionVariables>;
export const PastDocumentEventsDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PastDocumentEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentEventFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"documentEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventDetails"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"series"}},{"kind":"Field","name":{"kind":"Name","value":"fullNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"signedGrossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"counterparty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOwnCompany"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentDigitized"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceRow"}},{"kind":"Field","name":{"kind":"Name","value":"uploadReference"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentsExported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"companyCode"}}]}}]}}]} as unknown as DocumentNode<PastDocumentEventsQuery, PastDocumentEventsQueryVariables>;
export const MarkInvoicesExportedDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MarkInvoicesExported"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"markInvoicesExported"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]} as unknown as DocumentNode<MarkInvoicesExportedMutation, MarkInvoicesExportedMutationVariables>;
export const ReportSyncErrorDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReportSyncError"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"invoiceId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"message"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reportSyncError"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"invoiceId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"invoiceId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"message"},"value":{"kind":"Variable","name":{"kind":"Name","value":"message"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]} as unknown as DocumentNode<ReportSyncErrorMutation, ReportSyncErrorMutationVariables>;
export const StartImportDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"objects"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportObjectsInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sourceApplicationCode"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"company"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"objects"},"value":{"kind":"Variable","name":{"kind":"Name","value":"objects"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"sourceApplicationCode"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sourceApplicationCode"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"company"},"value":{"kind":"Variable","name":{"kind":"Name","value":"company"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportProgress"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportProgress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sourceId"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inserted"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"deleted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]} as unknown as DocumentNode<StartImportMutation, StartImportMutationVariables>;
export const ImportJobDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImportJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportProgress"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportProgress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sourceId"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inserted"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"deleted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<ImportJobQuery, ImportJobQueryVariables>;
export const ImportJobChangesDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ImportJobChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportProgress"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportProgress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sourceId"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inserted"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"deleted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<ImportJobChangesSubscription, ImportJobChangesSubscriptionVariables>;
export const InvoiceDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Invoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceDetails"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"series"}},{"kind":"Field","name":{"kind":"Name","value":"fullNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"signedGrossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"counterparty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOwnCompany"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Line"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LineItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"}},{"kind":"Field","name":{"kind":"Name","value":"netAmount"}},{"kind":"Field","name":{"kind":"Name","value":"taxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"glCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"ratePercent"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceRow"}},{"kind":"Field","name":{"kind":"Name","value":"sourceId"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"lineDetail"}},{"kind":"Field","name":{"kind":"Name","value":"isDueDateComputed"}},{"kind":"Field","name":{"kind":"Name","value":"netAmount"}},{"kind":"Field","name":{"kind":"Name","value":"taxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"purchaseOrderNumber"}},{"kind":"Field","name":{"kind":"Name","value":"additionalInfo"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"uploadReference"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"taxNumber"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"taxNumber"}},{"kind":"Field","name":{"kind":"Name","value":"countryCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"glCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lineItems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Line"}}]}}]}}]} as unknown as DocumentNode<InvoiceQuery, InvoiceQueryVariables>;
export const InvoiceMatchesDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceMatches"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lineItems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"document"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PurchaseOrder"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sourceId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lineItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"netAmount"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceMatchesQuery, InvoiceMatchesQueryVariables>;
export const InvoiceFileDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceFileQuery, InvoiceFileQueryVariables>;
export const InvoicesDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Invoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoicePage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"series"}},{"kind":"Field","name":{"kind":"Name","value":"fullNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"signedGrossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"counterparty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOwnCompany"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountOutcome"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"range"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoicePage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}}]}}]} as unknown as DocumentNode<InvoicesQuery, InvoicesQueryVariables>;
export const InboxDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Inbox"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"companies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sources"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoicePage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"series"}},{"kind":"Field","name":{"kind":"Name","value":"fullNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"grossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"signedGrossAmount"}},{"kind":"Field","name":{"kind":"Name","value":"counterparty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOwnCompany"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountOutcome"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"company"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"range"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoicePage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}}]}}]} as unknown as DocumentNode<InboxQuery, InboxQueryVariables>;
export const UploadFileDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UploadFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"file"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"company"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fileName"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadFile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"file"},"value":{"kind":"Variable","name":{"kind":"Name","value":"file"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"company"},"value":{"kind":"Variable","name":{"kind":"Name","value":"company"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"fileName"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fileName"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upload"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"size"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]} as unknown as DocumentNode<UploadFileMutation, UploadFileMutationVariables>;
export const RequestUploadDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fileName"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"company"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"fileName"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fileName"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"company"},"value":{"kind":"Variable","name":{"kind":"Name","value":"company"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"location"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorDetails"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]} as unknown as DocumentNode<RequestUploadMutation, RequestUploadMutationVariables>;
export const ViewerDocument = /*#__PURE__*/ {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"companies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sources"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;