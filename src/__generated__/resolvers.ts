// Written by npm run codegen from schema/. Do not edit.
import type { ReceivedFile } from '../domain/received-file.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountOutcome as PageOutcome, InvoicePage } from '../loaders/invoice-page/read-page.ts';
import type { Backend } from '../backends/backend.ts';
import type { Company as DomainCompany } from '../domain/company.ts';
import type { CounterpartyParent } from '../features/search/counterparty.ts';
import type { CounterpartyPage } from '../features/search/counterparties.ts';
import type { StoredEvent } from '../store/events/event-log.ts';
import type { ImportJob as DomainImportJob } from '../domain/imports/import-job.ts';
import type { AccountId } from '../errors/catalogue.ts';
import type { InvoiceParent, InvoiceFileParent } from '../features/invoice/invoice.ts';
import type { InvoiceEdgeParent, InvoiceFailureParent, PageInfoParent } from '../features/invoice/invoice-list.ts';
import type { SearchPage } from '../features/search/search-page.ts';
import type { TotalParent, TotalPage } from '../features/search/invoice-totals.ts';
import type { LineItem as DomainLineItem, SupplierCard as DomainSupplierCard } from '../domain/invoice.ts';
import type { MatchParent, PurchaseOrderParent } from '../features/match.ts';
import type { StoredWrite } from '../store/writes/stored-write.ts';
import type { WriteList } from '../features/write/write-list.ts';
import type { Caller } from '../auth/caller.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** ISO 3166-1 alpha-2 code in upper case, e.g. "LT". */
  CountryCode: { input: string; output: string; }
  /** ISO 4217 code, e.g. "GBP". */
  CurrencyCode: { input: string; output: string; }
  /** Calendar date, e.g. "2024-05-14". */
  Date: { input: string; output: string; }
  /** RFC 3339 date and time with an offset, e.g. "2024-05-14T10:30:00Z". Keeps the offset of the source. */
  DateTime: { input: string; output: string; }
  /**
   * Exact decimal number as a string, e.g. "123.45", never a float. Keeps all digits of the source; trailing zeros may be
   * missing.
   */
  Decimal: { input: string; output: string; }
  /** Absolute URL. */
  URL: { input: string; output: string; }
  /**
   * A file of a multipart request (GraphQL multipart request specification). The request needs the header
   * `apollo-require-preflight: true`.
   */
  Upload: { input: ReceivedFile; output: ReceivedFile; }
  _FieldSet: { input: string; output: string; }
};

/** The outcome of one company's account at one source, for one page. */
export type AccountOutcome = {
  readonly __typename?: 'AccountOutcome';
  /** The company that owns the account. */
  readonly company: Company;
  /** Why the account failed. Null if it did not. */
  readonly error: Maybe<UserError>;
  /**
   * Number of listed entries that are neither in `nodes` nor in `failures`, because they do not have an id. If several pages read
   * the same page of the source, each of them counts these entries.
   */
  readonly leftOut: Scalars['Int']['output'];
  /**
   * Number of values in the account's documents on this page that the gateway could not understand. These fields are null, or
   * OTHER, although the source gave a value. A document or line whose net amount and tax do not add up to its gross amount counts
   * as one: its amounts are shown as the source gave them.
   */
  readonly oddities: Scalars['Int']['output'];
  /**
   * False if the account's part of the page could not be read, so that documents are missing from the page. Single documents that
   * are missing are in `failures` and `leftOut`.
   */
  readonly ok: Scalars['Boolean']['output'];
  /** For V6, the days that were requested. Null for other sources, and if the account did not answer. */
  readonly range: Maybe<DateRange>;
  /** The source. */
  readonly source: Source;
};

/**
 * A postal address. `lines` has all lines; city, county and postcode repeat those that the source identifies (for
 * Lightyear supplier cards, lines 3, 4 and 5).
 */
export type Address = {
  readonly __typename?: 'Address';
  /** City or town. */
  readonly city: Maybe<Scalars['String']['output']>;
  /** Country. */
  readonly countryCode: Maybe<Scalars['CountryCode']['output']>;
  /** County. */
  readonly county: Maybe<Scalars['String']['output']>;
  /** All lines that are not empty, in order. */
  readonly lines: ReadonlyArray<Scalars['String']['output']>;
  /** Postcode. */
  readonly postcode: Maybe<Scalars['String']['output']>;
};

/** Outcome of an account's last calls. */
export type BackendState =
  /** Some of the last calls failed. */
  | 'DEGRADED'
  /** The circuit breaker is open: the gateway makes no calls for now. */
  | 'DOWN'
  /** No call has been made yet. */
  | 'UNKNOWN'
  /** The last call was answered. */
  | 'UP';

/** State of a source, as seen through one account. */
export type BackendStatus = {
  readonly __typename?: 'BackendStatus';
  /** The company that owns the account. */
  readonly company: Company;
  /** How much of the account is in the index. Null if the store cannot be read at present. */
  readonly index: Maybe<IndexFreshness>;
  /** Error of the last failed call. Null once the account works again. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** Latency of the last answered call, in milliseconds. */
  readonly latencyMs: Maybe<Scalars['Float']['output']>;
  /** The source. */
  readonly source: Source;
  /** Outcome of the last calls. */
  readonly state: BackendState;
};

/** Bank account of a supplier. */
export type BankAccount = {
  readonly __typename?: 'BankAccount';
  /** Name of the account holder. */
  readonly accountName: Maybe<Scalars['String']['output']>;
  /** National account number. */
  readonly accountNumber: Maybe<Scalars['String']['output']>;
  /** BIC. */
  readonly bic: Maybe<Scalars['String']['output']>;
  /** IBAN. */
  readonly iban: Maybe<Scalars['String']['output']>;
  /** Sort code or branch. */
  readonly sortCode: Maybe<Scalars['String']['output']>;
};

/** Bank account of a supplier. The gateway sends it as it is, without validation. */
export type BankAccountInput = {
  /** Name of the account holder. */
  readonly accountName?: InputMaybe<Scalars['String']['input']>;
  /** National account number. */
  readonly accountNumber?: InputMaybe<Scalars['String']['input']>;
  /** BIC. */
  readonly bic?: InputMaybe<Scalars['String']['input']>;
  /** IBAN. */
  readonly iban?: InputMaybe<Scalars['String']['input']>;
  /** Sort code or branch. */
  readonly sortCode?: InputMaybe<Scalars['String']['input']>;
};

/** Categories of one kind. */
export type CategoriesInput = {
  /** The categories. */
  readonly items: ReadonlyArray<CategoryInput>;
  /** Kind of all the categories. */
  readonly kind: CategoryImportKind;
};

/** A category assigned to a document or a line. */
export type Category = {
  readonly __typename?: 'Category';
  /** Code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** Description. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Its id at Lightyear. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** True if the category can still be chosen. */
  readonly inUse: Maybe<Scalars['Boolean']['output']>;
  /** The parent category's id at Lightyear. */
  readonly parentId: Maybe<Scalars['ID']['output']>;
  /** The parent category's key in that system. */
  readonly parentSourceId: Maybe<Scalars['String']['output']>;
  /** Position among its siblings. */
  readonly sequence: Maybe<Scalars['Int']['output']>;
  /** Its key in the system that it was imported from. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
  /** Type of the category. Null if the source does not give one. */
  readonly type: Maybe<CategoryType>;
};

/** Kind of imported categories. */
export type CategoryImportKind =
  /** Branches. */
  | 'BRANCHES'
  /** Plain categories. */
  | 'CATEGORIES'
  /** Classifications. */
  | 'CLASSES'
  /** Customers. */
  | 'CUSTOMERS'
  /** Departments. */
  | 'DEPARTMENTS'
  /** Fixed assets. */
  | 'FIXED_ASSETS'
  /** Inventories. */
  | 'INVENTORIES'
  /** Items. */
  | 'ITEMS'
  /** Jobs. */
  | 'JOBS'
  /** Locations. */
  | 'LOCATIONS'
  /** Projects. */
  | 'PROJECTS';

/** A category. Omitted fields are not sent. */
export type CategoryInput = {
  /** Code. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** Description. Must not be blank. */
  readonly description: Scalars['String']['input'];
  /** True if the category can still be chosen. */
  readonly inUse?: InputMaybe<Scalars['Boolean']['input']>;
  /** The parent category's key in that system. */
  readonly parentSourceId?: InputMaybe<Scalars['String']['input']>;
  /** Position among its siblings. */
  readonly sequence?: InputMaybe<Scalars['Int']['input']>;
  /** Its key in the system that it comes from. Must not be blank. */
  readonly sourceId: Scalars['String']['input'];
};

/** Type of a category. */
export type CategoryType =
  /** A branch. */
  | 'BRANCH'
  /** A plain category. */
  | 'CATEGORY'
  /** A classification. */
  | 'CLASSIFICATION'
  /** A customer. */
  | 'CUSTOMER'
  /** A department. */
  | 'DEPARTMENT'
  /** A fixed asset. */
  | 'FIXED_ASSET'
  /** An inventory. */
  | 'INVENTORY'
  /** An item. */
  | 'ITEM'
  /** A job. */
  | 'JOB'
  /** A location. */
  | 'LOCATION'
  /** A type that this gateway does not know. */
  | 'OTHER'
  /** A project. */
  | 'PROJECT';

/** A value of a custom column at Įvesk. */
export type ColumnValue = {
  readonly __typename?: 'ColumnValue';
  /** The value. */
  readonly code: Scalars['String']['output'];
  /** Description. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Time of the last change. */
  readonly modifiedAt: Maybe<Scalars['DateTime']['output']>;
};

/** A page of column values. */
export type ColumnValueConnection = {
  readonly __typename?: 'ColumnValueConnection';
  /** The values of the page. */
  readonly nodes: ReadonlyArray<ColumnValue>;
  /** The position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A customer of the gateway, with an account at one or more sources. */
export type Company = {
  readonly __typename?: 'Company';
  /** The company's key in the gateway's configuration. */
  readonly id: Scalars['ID']['output'];
  /** Display name. */
  readonly name: Scalars['String']['output'];
  /** The sources at which the company has an account. */
  readonly sources: ReadonlyArray<Source>;
};

/** The other party of a document: supplier of a purchase, customer of a sale. */
export type Counterparty = {
  readonly __typename?: 'Counterparty';
  /** Postal address. */
  readonly address: Maybe<Address>;
  /** Code at the source. Leading zeros matter. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** The counterparty's documents in the index, of the same company, newest issue date first. Null if the index cannot be read. */
  readonly invoices: Maybe<InvoiceSearchConnection>;
  /**
   * Opaque key. Equal for the same party in every source of a company: by tax number, else by name, without regard to
   * letter case, accents, punctuation and the order of words.
   */
  readonly key: Scalars['ID']['output'];
  /** Name. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** VAT or tax number. */
  readonly taxNumber: Maybe<Scalars['String']['output']>;
};


/** The other party of a document: supplier of a purchase, customer of a sale. */
export type CounterpartyInvoicesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of counterparties. */
export type CounterpartyConnection = {
  readonly __typename?: 'CounterpartyConnection';
  /** How fresh the index is, for each account that the filter includes. */
  readonly accounts: ReadonlyArray<IndexFreshness>;
  /** The counterparties. */
  readonly nodes: ReadonlyArray<Counterparty>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** Number of counterparties on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Reason for a V6 credit memo. */
export type CreditReason = {
  readonly __typename?: 'CreditReason';
  /** The reason's code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** Description of the reason. */
  readonly description: Maybe<Scalars['String']['output']>;
};

/** The party billed: buyer at Įvesk, customer at V6. */
export type Customer = {
  readonly __typename?: 'Customer';
  /** Postal address. */
  readonly address: Maybe<Address>;
  /** Code at the source. Leading zeros matter. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** For Įvesk, true for one of the account's own companies. */
  readonly isOwnCompany: Maybe<Scalars['Boolean']['output']>;
  /** For Įvesk, true for a natural person. */
  readonly isPerson: Maybe<Scalars['Boolean']['output']>;
  /** Name. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** For Įvesk, the name in ASCII letters. */
  readonly nameAscii: Maybe<Scalars['String']['output']>;
  /** VAT or tax number. */
  readonly taxNumber: Maybe<Scalars['String']['output']>;
};

/** Days from the first to the last, both included. */
export type DateRange = {
  readonly __typename?: 'DateRange';
  /** First day. */
  readonly from: Scalars['Date']['output'];
  /** Last day. */
  readonly to: Scalars['Date']['output'];
};

/** A document was digitized. */
export type DocumentDigitized = DocumentEvent & InvoiceEvent & {
  readonly __typename?: 'DocumentDigitized';
  /** The company that owns the document. */
  readonly company: Company;
  /** Increases with every event. Pass it as `after` to resume. */
  readonly id: Scalars['ID']['output'];
  /** The document, as sent with the event. Bank details and the file's URL are read when they are selected. */
  readonly invoice: Invoice;
  /** Time at which the gateway learned of it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Always DIGITIZED. */
  readonly type: DocumentEventType;
};

/** Something that happened to documents, at a source or through this gateway. Each is there once. */
export type DocumentEvent = {
  /** The company that owns the documents. */
  readonly company: Company;
  /** Increases with every event. Pass it as `after` to resume. */
  readonly id: Scalars['ID']['output'];
  /** Time at which the gateway learned of it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Type of the event. */
  readonly type: DocumentEventType;
};

/** Narrows events. All conditions must hold. */
export type DocumentEventFilter = {
  /** Company.id of each company. Default: all companies that the caller may see. */
  readonly companies?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Default: all types. */
  readonly types?: InputMaybe<ReadonlyArray<DocumentEventType>>;
};

/** Type of an event. */
export type DocumentEventType =
  /** Įvesk digitized a document: DocumentDigitized. */
  | 'DIGITIZED'
  /** The accountant exported documents at Įvesk: DocumentsExported. */
  | 'EXPORTED'
  /** A source no longer lists a document, and this gateway did not cause that: DocumentLeft. */
  | 'LEFT'
  /** A source lists a document for the first time: DocumentListed. */
  | 'LISTED'
  /** A caller of this gateway marked a document as exported: DocumentMarkedExported. */
  | 'MARKED_EXPORTED'
  /** A caller of this gateway reported that a document could not be imported: DocumentRejected. */
  | 'REJECTED'
  /** The unknown outcome of a write is known: WriteResolved. */
  | 'WRITE_RESOLVED';

/**
 * A document is no longer listed, and this gateway neither exported nor rejected it: someone did so at the source. Only Lightyear's list
 * shows that.
 */
export type DocumentLeft = DocumentEvent & InvoiceEvent & {
  readonly __typename?: 'DocumentLeft';
  /** The company that owns the document. */
  readonly company: Company;
  /** Increases with every event. Pass it as `after` to resume. */
  readonly id: Scalars['ID']['output'];
  /** The document, as the gateway read it last. Null if its source no longer has it. */
  readonly invoice: Maybe<Invoice>;
  /** Time at which the gateway learned of it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Always LEFT. */
  readonly type: DocumentEventType;
};

/**
 * A document can be taken over: its source lists it for the first time. Each document has one such event, whichever source it comes
 * from. The watcher finds documents at its next reading of their lists: `backends { index { asOf } }` says when that was.
 */
export type DocumentListed = DocumentEvent & InvoiceEvent & {
  readonly __typename?: 'DocumentListed';
  /** The company that owns the document. */
  readonly company: Company;
  /** Increases with every event. Pass it as `after` to resume. */
  readonly id: Scalars['ID']['output'];
  /** The document, as the gateway read it last. Null if its source no longer has it. */
  readonly invoice: Maybe<Invoice>;
  /** Time at which the gateway learned of it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Always LISTED. */
  readonly type: DocumentEventType;
};

/** A document was marked as exported, with `markInvoicesExported`. */
export type DocumentMarkedExported = DocumentEvent & InvoiceEvent & {
  readonly __typename?: 'DocumentMarkedExported';
  /** The company that owns the document. */
  readonly company: Company;
  /** Increases with every event. Pass it as `after` to resume. */
  readonly id: Scalars['ID']['output'];
  /** The document. Null if its source no longer has it. */
  readonly invoice: Maybe<Invoice>;
  /** Time at which the gateway learned of it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Always MARKED_EXPORTED. */
  readonly type: DocumentEventType;
  /** Write.id of the write. */
  readonly writeId: Scalars['ID']['output'];
};

/** A document could not be imported, and the accountant was told, with `reportSyncError`: Lightyear no longer lists it, Įvesk still does. */
export type DocumentRejected = DocumentEvent & InvoiceEvent & {
  readonly __typename?: 'DocumentRejected';
  /** The company that owns the document. */
  readonly company: Company;
  /** Increases with every event. Pass it as `after` to resume. */
  readonly id: Scalars['ID']['output'];
  /** The document. Null if its source no longer has it. */
  readonly invoice: Maybe<Invoice>;
  /** Time at which the gateway learned of it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Always REJECTED. */
  readonly type: DocumentEventType;
  /** Write.id of the write. */
  readonly writeId: Scalars['ID']['output'];
};

/** The accountant exported documents: the EXPORTED queue has new ones. */
export type DocumentsExported = DocumentEvent & {
  readonly __typename?: 'DocumentsExported';
  /** The company that owns the documents. */
  readonly company: Company;
  /** The company's registration code at Įvesk. */
  readonly companyCode: Maybe<Scalars['String']['output']>;
  /** Increases with every event. Pass it as `after` to resume. */
  readonly id: Scalars['ID']['output'];
  /** Time at which the gateway learned of it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Always EXPORTED. */
  readonly type: DocumentEventType;
};

/** All kinds of failure except INTERNAL_SERVER_ERROR, a fault of this gateway whose message names a reference to its log. */
export type ErrorCode =
  /** The source's answer violates its contract. */
  | 'BACKEND_BAD_RESPONSE'
  /** The source throttles the account. */
  | 'BACKEND_RATE_LIMITED'
  /** The source rejected the request for another reason. The message says why. */
  | 'BACKEND_REJECTED'
  /** The source did not answer in time. */
  | 'BACKEND_TIMEOUT'
  /** The source rejected the credentials configured for the account. */
  | 'BACKEND_UNAUTHORIZED'
  /** The source refused the connection or answered 5xx, or the account's circuit breaker is open. */
  | 'BACKEND_UNAVAILABLE'
  /** The request is wrong. The message says what to change. */
  | 'BAD_USER_INPUT'
  /** The document is not in a state that allows the operation, e.g. it was already exported. */
  | 'CONFLICT'
  /**
   * For events: some events after this id were removed; start again from the sources' queues. For lists: the cursor
   * comes from another version of the gateway; start again without `after`.
   */
  | 'CURSOR_EXPIRED'
  /** The caller does not have the scope that the field needs. */
  | 'FORBIDDEN'
  /** The idempotency key was used for another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The document or company does not exist for this caller. */
  | 'NOT_FOUND'
  /** A write was sent, but its answer was lost. It may have taken effect. The gateway did NOT send it again. */
  | 'OUTCOME_UNKNOWN'
  /** This caller or account has too much in flight. Try again later. */
  | 'RATE_LIMITED'
  /** The gateway cannot record the write at present, so it has not sent anything. Try again later. */
  | 'STORE_UNAVAILABLE'
  /** The token is missing, invalid or expired. */
  | 'UNAUTHENTICATED'
  /** The document's source does not support the operation. */
  | 'UNSUPPORTED_BY_SOURCE';

/** A ledger account. */
export type GlCode = {
  readonly __typename?: 'GlCode';
  /** Account number. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** Description. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Its id at Lightyear. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** True for a heading, which does not take postings. */
  readonly isHeader: Maybe<Scalars['Boolean']['output']>;
  /** True if the account is in use in the system that it was imported from. */
  readonly isInUse: Maybe<Scalars['Boolean']['output']>;
  /** True if the account takes rounding differences. */
  readonly isRounding: Maybe<Scalars['Boolean']['output']>;
  /** Its key in the system that it was imported from. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
  /** Type, as named by the source. */
  readonly type: Maybe<Scalars['String']['output']>;
};

/** A ledger account. Omitted fields are not sent. */
export type GlCodeInput = {
  /** Account number. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** Description. Must not be blank. */
  readonly description: Scalars['String']['input'];
  /** True for a heading, which does not take postings. */
  readonly isHeader?: InputMaybe<Scalars['Boolean']['input']>;
  /** True if the account is in use in the system that it comes from. */
  readonly isInUse?: InputMaybe<Scalars['Boolean']['input']>;
  /** True if the account takes rounding differences. */
  readonly isRounding?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its key in the system that it comes from. Must not be blank. */
  readonly sourceId: Scalars['String']['input'];
  /** Type, as named by the system that the account comes from. */
  readonly type?: InputMaybe<Scalars['String']['input']>;
};

/** A header of an HTTP request. */
export type HttpHeader = {
  readonly __typename?: 'HttpHeader';
  /** Header name. */
  readonly name: Scalars['String']['output'];
  /** Header value. */
  readonly value: Scalars['String']['output'];
};

/** Number of objects that an import job processed. */
export type ImportCounts = {
  readonly __typename?: 'ImportCounts';
  /** Objects deleted. */
  readonly deleted: Scalars['Int']['output'];
  /** Objects inserted. */
  readonly inserted: Scalars['Int']['output'];
  /** Objects that did not change. */
  readonly unchanged: Scalars['Int']['output'];
  /** Objects updated. */
  readonly updated: Scalars['Int']['output'];
};

/** An import of reference data into Lightyear. */
export type ImportJob = Node & {
  readonly __typename?: 'ImportJob';
  /** The company that owns the import. */
  readonly company: Company;
  /** Number of objects processed so far. Null until Lightyear reports it. */
  readonly counts: Maybe<ImportCounts>;
  /** Start time. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, stable global id. */
  readonly id: Scalars['ID']['output'];
  /** The system that the objects come from, as passed to `startImport`. */
  readonly sourceApplicationCode: Maybe<Scalars['String']['output']>;
  /** The job's id at Lightyear. */
  readonly sourceId: Scalars['String']['output'];
  /** Status of the job. */
  readonly status: ImportJobStatus;
  /** Type of the imported objects. */
  readonly type: ImportJobType;
  /** Time of the last change. */
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** Status of an import job. */
export type ImportJobStatus =
  /** The import failed. Lightyear does not give a reason. */
  | 'FAILED'
  /** The import is complete. */
  | 'FINISHED'
  /** The import is running. */
  | 'IN_PROGRESS'
  /** A status that this gateway does not know or that Lightyear does not give. */
  | 'UNKNOWN';

/** Type of the objects that an import job imports. */
export type ImportJobType =
  /** Customers of an accountancy. */
  | 'ACCOUNTANCY_CUSTOMERS'
  /** Bank accounts. */
  | 'BANK_ACCOUNTS'
  /** Branches. */
  | 'BRANCHES'
  /** Plain categories. */
  | 'CATEGORIES'
  /** Classifications. */
  | 'CLASSES'
  /** Customers. */
  | 'CUSTOMERS'
  /** Departments. */
  | 'DEPARTMENTS'
  /** Fixed assets. */
  | 'FIXED_ASSETS'
  /** Ledger accounts. */
  | 'GL_CODES'
  /** Inventories. */
  | 'INVENTORIES'
  /** Items. */
  | 'ITEMS'
  /** Jobs. */
  | 'JOBS'
  /** Locations. */
  | 'LOCATIONS'
  /** A type that this gateway does not know. */
  | 'OTHER'
  /** Projects. */
  | 'PROJECTS'
  /** Supplier cards. */
  | 'SUPPLIER_CARDS'
  /** Tax codes. */
  | 'TAX_CODES';

/** Objects of exactly one kind. */
export type ImportObjectsInput =
  /** Categories of one kind. */
  { readonly categories: CategoriesInput; readonly glCodes?: never; readonly supplierCards?: never; readonly taxCodes?: never; }
  |  /** Ledger accounts. */
  { readonly categories?: never; readonly glCodes: ReadonlyArray<GlCodeInput>; readonly supplierCards?: never; readonly taxCodes?: never; }
  |  /** Supplier cards. */
  { readonly categories?: never; readonly glCodes?: never; readonly supplierCards: ReadonlyArray<SupplierCardInput>; readonly taxCodes?: never; }
  |  /** Tax codes. */
  { readonly categories?: never; readonly glCodes?: never; readonly supplierCards?: never; readonly taxCodes: ReadonlyArray<TaxCodeInput>; };

/** How much of an account is in the index. */
export type IndexFreshness = {
  readonly __typename?: 'IndexFreshness';
  /** Start of the last complete reading of the account. Null before the first one. */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /** The company that owns the account. */
  readonly company: Company;
  /** Number of the account's documents in the index. It increases while the account is read for the first time. */
  readonly documentCount: Scalars['Int']['output'];
  /** Why the last reading failed. Null if it did not. */
  readonly error: Maybe<UserError>;
  /** True once all documents that the source lists have been read. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** The source. */
  readonly source: Source;
};

/** A document of one of the sources. Fields that its source does not have are null or empty lists. */
export type Invoice = Node & {
  readonly __typename?: 'Invoice';
  /** For Lightyear, free text entered with the document. */
  readonly additionalInfo: Maybe<Scalars['String']['output']>;
  /** For Įvesk, the allocation of the whole document. */
  readonly allocation: Maybe<Scalars['String']['output']>;
  /** For Lightyear, the categories of the whole document. */
  readonly categories: ReadonlyArray<Category>;
  /** The company whose account the document was read with. */
  readonly company: Company;
  /** For Įvesk, the registration code of the company that the document belongs to. */
  readonly companyCode: Maybe<Scalars['String']['output']>;
  /**
   * The other party: supplier of a purchase, customer of a sale. Null if the direction is UNKNOWN or the document does not
   * name the party.
   */
  readonly counterparty: Maybe<Counterparty>;
  /** For V6 credit memos, the reason for the credit. */
  readonly creditReason: Maybe<CreditReason>;
  /** Currency of all amounts. */
  readonly currency: Maybe<Scalars['CurrencyCode']['output']>;
  /** The party billed: buyer at Įvesk, customer at V6. */
  readonly customer: Maybe<Customer>;
  /** For Įvesk, the time at which digitization ended. */
  readonly digitizedAt: Maybe<Scalars['DateTime']['output']>;
  /**
   * PURCHASE for Lightyear and SALE for V6. For Įvesk, the operation type decides or, without one, the party that is the account's
   * own company. UNKNOWN if neither is known.
   */
  readonly direction: InvoiceDirection;
  /** For Įvesk, the document type as digitized, e.g. "invoice". */
  readonly documentType: Maybe<Scalars['String']['output']>;
  /**
   * Payment due date from the source. If the source does not give one, it is computed from the issue date and the payment term of
   * the document or, without one, the terms of the supplier; the computation ignores public holidays.
   */
  readonly dueDate: Maybe<Scalars['Date']['output']>;
  /** For Įvesk, the exchange rate of the document's currency to the company's. */
  readonly exchangeRate: Maybe<Scalars['Decimal']['output']>;
  /** For Įvesk, the time at which the accountant last exported the document. */
  readonly exportedAt: Maybe<Scalars['DateTime']['output']>;
  /** The document's file. Null if there is none. */
  readonly file: Maybe<InvoiceFile>;
  /** Series and number as they are printed, e.g. "ABC 1234". Null if the document does not have a number. */
  readonly fullNumber: Maybe<Scalars['String']['output']>;
  /** For Lightyear, the ledger account of the whole document. */
  readonly glCode: Maybe<GlCode>;
  /**
   * Total with tax, with the source's own sign: a credit note can have either. To add up documents, use `signedGrossAmount`. The
   * amounts of the source stay as they are, even if net plus tax is not gross. If it gives only two of the three, the third is
   * computed exactly.
   */
  readonly grossAmount: Maybe<Scalars['Decimal']['output']>;
  /** For Įvesk, true if the document has a cash receipt. */
  readonly hasReceipt: Maybe<Scalars['Boolean']['output']>;
  /**
   * False if the document's id can change, so that a client cannot recognize the document by it. Only V6 has such documents: those
   * without a usable date, whose id contains the range of days in which they were found, and those with the same date, number,
   * customer and type as another, whose id contains a digest of their content.
   */
  readonly hasStableId: Scalars['Boolean']['output'];
  /** Events of the document that the gateway knows, oldest first. */
  readonly history: Maybe<ReadonlyArray<DocumentEvent>>;
  /** Opaque global id. Stable unless `hasStableId` is false. */
  readonly id: Scalars['ID']['output'];
  /** True if the gateway computed `dueDate`. */
  readonly isDueDateComputed: Scalars['Boolean']['output'];
  /** For Įvesk, true if the document is reported to the tax authority's i.SAF register. */
  readonly isReportedToIsaf: Maybe<Scalars['Boolean']['output']>;
  /** For Įvesk, true if tax is accounted for separately. */
  readonly isTaxSeparate: Maybe<Scalars['Boolean']['output']>;
  /** Issue date as printed. */
  readonly issueDate: Maybe<Scalars['Date']['output']>;
  /** Kind of document. OTHER if the gateway does not know the source's value. */
  readonly kind: InvoiceKind;
  /** Whether the lines are the document's own or derived from its totals (Lightyear Service*). */
  readonly lineDetail: LineDetail;
  /** Lines, in the source's order. */
  readonly lineItems: ReadonlyArray<LineItem>;
  /** For V6, true if the line amounts were entered with tax. `netAmount` and `grossAmount` are correct either way. */
  readonly linesIncludeTax: Maybe<Scalars['Boolean']['output']>;
  /** Total without tax, with the source's own sign: a credit note can have either. To add up documents, use `signedNetAmount`. */
  readonly netAmount: Maybe<Scalars['Decimal']['output']>;
  /** Invoice number as printed. For Įvesk, without its `series`. */
  readonly number: Maybe<Scalars['String']['output']>;
  /** For Įvesk, the date of the business operation if it differs from the issue date. */
  readonly operationDate: Maybe<Scalars['Date']['output']>;
  /** For Įvesk, purchase or sale in Įvesk's own word, e.g. "pirkimas". */
  readonly operationType: Maybe<Scalars['String']['output']>;
  /** For Įvesk, the payment term in days. */
  readonly paymentTermDays: Maybe<Scalars['Int']['output']>;
  /**
   * Other documents of the company with the same counterparty, number and gross amount, of any source: at most 50. Empty if one of
   * the three is not known. Null if the index cannot be read.
   */
  readonly possibleDuplicates: Maybe<ReadonlyArray<Invoice>>;
  /** Purchase order number, as printed or entered. */
  readonly purchaseOrderNumber: Maybe<Scalars['String']['output']>;
  /**
   * Digest of the values that the source gives for the document: it changes if one of them changes. It does not depend on the
   * order of the source's fields, or on fields that the gateway computes. Bank details and the URL of the file are not part of it.
   */
  readonly revision: Scalars['String']['output'];
  /** For Lightyear, the sales order that the document belongs to. */
  readonly salesOrder: Maybe<SalesOrder>;
  /** For Įvesk, the series of the number. */
  readonly series: Maybe<Scalars['String']['output']>;
  /**
   * `grossAmount` as it counts in a balance: minus the absolute amount for a credit note, the amount as given for every other kind.
   * Null if `grossAmount` is null. Add up documents of one direction and one currency.
   */
  readonly signedGrossAmount: Maybe<Scalars['Decimal']['output']>;
  /**
   * `netAmount` as it counts in a balance: minus the absolute amount for a credit note, the amount as given for every other kind.
   * Null if `grossAmount` is null. Add up documents of one direction and one currency.
   */
  readonly signedNetAmount: Maybe<Scalars['Decimal']['output']>;
  /**
   * `taxAmount` as it counts in a balance: minus the absolute amount for a credit note, the amount as given for every other kind.
   * Null if `grossAmount` is null. Add up documents of one direction and one currency.
   */
  readonly signedTaxAmount: Maybe<Scalars['Decimal']['output']>;
  /** The source that the document comes from. */
  readonly source: Source;
  /** The document's key at its source: id at Lightyear and Įvesk, invoiceNo at V6. */
  readonly sourceId: Scalars['String']['output'];
  /** Whether the document was taken over. A write through a gateway changes it at once, on all gateways that share its store. */
  readonly state: InvoiceState;
  /** The supplier: supplier card at Lightyear, seller at Įvesk. */
  readonly supplier: Maybe<SupplierCard>;
  /** For Įvesk, the tags passed at upload. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Total tax, with the source's own sign: a credit note can have either. To add up documents, use `signedTaxAmount`. */
  readonly taxAmount: Maybe<Scalars['Decimal']['output']>;
  /** For Įvesk, the userdata or sourcedata passed at upload. */
  readonly uploadReference: Maybe<Scalars['String']['output']>;
  /** For Įvesk, the warehouse of the whole document. */
  readonly warehouse: Maybe<Scalars['String']['output']>;
};


/** A document of one of the sources. Fields that its source does not have are null or empty lists. */
export type InvoiceHistoryArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of invoices, with the outcome of each account. */
export type InvoiceConnection = {
  readonly __typename?: 'InvoiceConnection';
  /**
   * The outcome of each account. An account that fails is reported here and does not fail the page; a GraphQL error is
   * returned only if all accounts fail.
   */
  readonly accounts: ReadonlyArray<AccountOutcome>;
  /** The invoices of the page, each with its cursor. */
  readonly edges: ReadonlyArray<InvoiceEdge>;
  /**
   * Documents of this page that are listed but could not be read: their source failed, or gave them in a form that cannot be
   * understood. Ask for them again by id.
   */
  readonly failures: ReadonlyArray<InvoiceFailure>;
  /** The invoices of the page. */
  readonly nodes: ReadonlyArray<Invoice>;
  /** The position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** The company's side of a document. */
export type InvoiceDirection =
  /** The company buys. */
  | 'PURCHASE'
  /** The company sells. */
  | 'SALE'
  /** The source does not give the direction. */
  | 'UNKNOWN';

/** An invoice and its position in the list. */
export type InvoiceEdge = {
  readonly __typename?: 'InvoiceEdge';
  /** Pass it as `after` to get the documents after this one. */
  readonly cursor: Scalars['String']['output'];
  /** The document. */
  readonly node: Invoice;
};

/** An event about one document. */
export type InvoiceEvent = {
  /** The company that owns the document. */
  readonly company: Company;
  /** Increases with every event. Pass it as `after` to resume. */
  readonly id: Scalars['ID']['output'];
  /** The document. Null if its source no longer has it, or if a resolved write was not about a document. */
  readonly invoice: Maybe<Invoice>;
  /** Time at which the gateway learned of it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Type of the event. */
  readonly type: DocumentEventType;
};

/** Result of an export for one document. */
export type InvoiceExportResult = {
  readonly __typename?: 'InvoiceExportResult';
  /**
   * Why the export failed. Null if it succeeded. CONFLICT: the document was already exported or rejected.
   * OUTCOME_UNKNOWN: the export may have succeeded; check whether the document is still listed before you retry.
   */
  readonly error: Maybe<UserError>;
  /** The id, as passed in `ids`. */
  readonly id: Scalars['ID']['output'];
  /** True if this is the recorded outcome of an earlier request with the same key. */
  readonly isReplay: Scalars['Boolean']['output'];
  /** False if the source has no such call (Įvesk, V6): the gateway alone remembers it. */
  readonly isSourceTold: Scalars['Boolean']['output'];
  /** True if the source accepted it, or if the gateway recorded it. */
  readonly ok: Scalars['Boolean']['output'];
  /** Write.id. Null if nothing was recorded, because the id or the input is wrong. */
  readonly writeId: Maybe<Scalars['ID']['output']>;
};

/** A document of the page that could not be read. */
export type InvoiceFailure = {
  readonly __typename?: 'InvoiceFailure';
  /** Why it could not be read. */
  readonly error: UserError;
  /** The invoice's global id. */
  readonly id: Scalars['ID']['output'];
};

/** The file of a document. */
export type InvoiceFile = {
  readonly __typename?: 'InvoiceFile';
  /** Time-limited URL, requested from the source when it is selected. Fetch it without credentials. */
  readonly downloadUrl: Maybe<Scalars['URL']['output']>;
  /** File name. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** Narrows a list of invoices. All conditions must hold. */
export type InvoiceFilter = {
  /** Company.id of each company. Default: all companies that the caller may see. */
  readonly companies?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Default: all. */
  readonly directions?: InputMaybe<ReadonlyArray<InvoiceDirection>>;
  /**
   * First issue date, inclusive. For V6, a list covers the last 30 days and tomorrow unless you pass `issuedFrom` and
   * `issuedTo`; a range of more than 366 days is BAD_USER_INPUT for the V6 account. Documents without a usable date are
   * left out, except at V6, which applies the range itself.
   */
  readonly issuedFrom?: InputMaybe<Scalars['Date']['input']>;
  /**
   * Last issue date, inclusive. Default for V6: tomorrow in UTC, which covers today in every time zone; today if the range
   * would be too long.
   */
  readonly issuedTo?: InputMaybe<Scalars['Date']['input']>;
  /** For Įvesk, the queue to read. */
  readonly iveskQueue?: InputMaybe<IveskQueue>;
  /** Default: all. */
  readonly kinds?: InputMaybe<ReadonlyArray<InvoiceKind>>;
  /** For Įvesk, only documents that entered the queue after this time. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Default: all. */
  readonly sources?: InputMaybe<ReadonlyArray<Source>>;
  /**
   * For Įvesk, only documents with this `Invoice.uploadReference`, which come from one upload. With `iveskQueue: DIGITIZED` it finds
   * them before the accountant exports them.
   */
  readonly uploadReference?: InputMaybe<Scalars['String']['input']>;
};

/** A value that distinguishes groups of documents. */
export type InvoiceGroup =
  /** The counterparty. */
  | 'COUNTERPARTY'
  /** The ledger account of a line, or that of its document if the line does not have one. Sums the lines, not the documents. */
  | 'GL_CODE'
  /** The kind of document. */
  | 'KIND'
  /** The month of the issue date. */
  | 'MONTH'
  /** The source. */
  | 'SOURCE'
  /** The state. */
  | 'STATE';

/** Kind of document. */
export type InvoiceKind =
  /** A credit note: *CrNote at Lightyear, credit memo at V6. */
  | 'CREDIT_NOTE'
  /** A debit note: debit memo at V6. */
  | 'DEBIT_NOTE'
  /** An expense, at Lightyear. */
  | 'EXPENSE'
  /** An invoice. */
  | 'INVOICE'
  /** A kind that this gateway does not know or that the source does not give. */
  | 'OTHER'
  /** A receipt, at Lightyear. */
  | 'RECEIPT';

/** A field that documents are sorted by, and its direction. */
export type InvoiceOrder = {
  /** The direction. */
  readonly direction: OrderDirection;
  /** The field. */
  readonly field: InvoiceOrderField;
};

/** A field that documents are sorted by. */
export type InvoiceOrderField =
  /** Name of the counterparty, without regard to letter case and accents. */
  | 'COUNTERPARTY'
  /** `dueDate` */
  | 'DUE_DATE'
  /** When the gateway saw the document first. */
  | 'FIRST_SEEN'
  /** `signedGrossAmount`, without regard to the currency. */
  | 'GROSS_AMOUNT'
  /** `issueDate` */
  | 'ISSUE_DATE'
  /** `fullNumber`, character by character, without regard to letter case, accents and spaces. */
  | 'NUMBER';

/** A page of documents of the index. */
export type InvoiceSearchConnection = {
  readonly __typename?: 'InvoiceSearchConnection';
  /** How fresh the index is, for each account that the filter includes. */
  readonly accounts: ReadonlyArray<IndexFreshness>;
  /** The documents with their cursors. */
  readonly edges: ReadonlyArray<InvoiceEdge>;
  /** The documents. */
  readonly nodes: ReadonlyArray<Invoice>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** Number of documents on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Selects documents of the index. All conditions must hold. */
export type InvoiceSearchFilter = {
  /** Company.id of each company. Default: all companies that the caller may see. */
  readonly companies?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Counterparty.key */
  readonly counterparty?: InputMaybe<Scalars['ID']['input']>;
  /** Default: all. */
  readonly currencies?: InputMaybe<ReadonlyArray<Scalars['CurrencyCode']['input']>>;
  /** Default: all. */
  readonly directions?: InputMaybe<ReadonlyArray<InvoiceDirection>>;
  /** First due date, inclusive, computed ones included. */
  readonly dueFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Last due date, inclusive, computed ones included. */
  readonly dueTo?: InputMaybe<Scalars['Date']['input']>;
  /** Smallest gross amount, inclusive, without regard to the sign. */
  readonly grossFrom?: InputMaybe<Scalars['Decimal']['input']>;
  /** Largest gross amount, inclusive, without regard to the sign. */
  readonly grossTo?: InputMaybe<Scalars['Decimal']['input']>;
  /** True: only documents with `possibleDuplicates`. False: only those without. */
  readonly isPossibleDuplicate?: InputMaybe<Scalars['Boolean']['input']>;
  /** First issue date, inclusive. */
  readonly issuedFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Last issue date, inclusive. */
  readonly issuedTo?: InputMaybe<Scalars['Date']['input']>;
  /** Default: all. */
  readonly kinds?: InputMaybe<ReadonlyArray<InvoiceKind>>;
  /** `number` or `fullNumber`, without regard to letter case, accents and spaces. */
  readonly number?: InputMaybe<Scalars['String']['input']>;
  /** Purchase order number, without regard to letter case, accents and spaces. */
  readonly purchaseOrderNumber?: InputMaybe<Scalars['String']['input']>;
  /** Default: all. */
  readonly sources?: InputMaybe<ReadonlyArray<Source>>;
  /** Default: all. */
  readonly states?: InputMaybe<ReadonlyArray<InvoiceState>>;
};

/** State of a document. */
export type InvoiceState =
  /** It was not exported yet. An Įvesk or V6 document stays in this state until it is marked with `markInvoicesExported`. */
  | 'AWAITING_EXPORT'
  /** It was marked as exported through this gateway, or Lightyear refused a write because it no longer waits for export. */
  | 'EXPORTED'
  /** For Lightyear, it was rejected with `reportSyncError`. */
  | 'REJECTED'
  /** Lightyear no longer lists it, and this gateway neither exported nor rejected it; or the state cannot be read at present. */
  | 'UNKNOWN';

/** One group: always one company, direction and currency; the rest where it was asked for. */
export type InvoiceTotal = {
  readonly __typename?: 'InvoiceTotal';
  /** The company. */
  readonly company: Company;
  /** Number of documents. One with lines of several ledger accounts counts in each of their groups. */
  readonly count: Scalars['Int']['output'];
  /** The counterparty. Null unless grouped by COUNTERPARTY, and for documents without a counterparty. */
  readonly counterparty: Maybe<Counterparty>;
  /** The currency of the amounts. Null for documents without a currency. */
  readonly currency: Maybe<Scalars['CurrencyCode']['output']>;
  /** The company's side of the documents. */
  readonly direction: InvoiceDirection;
  /** The ledger account. Null unless grouped by GL_CODE, and for lines without an account. */
  readonly glCode: Maybe<GlCode>;
  /** The kind. Null unless grouped by KIND. */
  readonly kind: Maybe<InvoiceKind>;
  /** The month of the issue date, e.g. "2024-05". Null unless grouped by MONTH, and for documents without a date. */
  readonly month: Maybe<Scalars['String']['output']>;
  /** Sum of `signedGrossAmount`, as far as it is known. */
  readonly signedGrossAmount: Scalars['Decimal']['output'];
  /** Sum of `signedNetAmount`, as far as it is known. */
  readonly signedNetAmount: Scalars['Decimal']['output'];
  /** Sum of `signedTaxAmount`, as far as it is known. */
  readonly signedTaxAmount: Scalars['Decimal']['output'];
  /** The source. Null unless grouped by SOURCE. */
  readonly source: Maybe<Source>;
  /** The state. Null unless grouped by STATE. */
  readonly state: Maybe<InvoiceState>;
  /** Documents of the group with an amount that is not known: they are counted, and the amount is not summed. */
  readonly unknownAmounts: Scalars['Int']['output'];
};

/** A page of totals. */
export type InvoiceTotalConnection = {
  readonly __typename?: 'InvoiceTotalConnection';
  /** How fresh the index is, for each account that the filter includes. */
  readonly accounts: ReadonlyArray<IndexFreshness>;
  /** The totals. */
  readonly nodes: ReadonlyArray<InvoiceTotal>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
  /** Number of groups on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A queue of Įvesk. */
export type IveskQueue =
  /** Documents in the order in which digitization ended. */
  | 'DIGITIZED'
  /** Documents in the order in which the accountant exported them. */
  | 'EXPORTED';

/** Origin of a document's lines. */
export type LineDetail =
  /** Lines derived from the document's totals. */
  | 'DOCUMENT_TOTALS'
  /** The document's own lines. */
  | 'ORIGINAL';

/** A line of an invoice. */
export type LineItem = Node & {
  readonly __typename?: 'LineItem';
  /** For Lightyear, free text entered with the line. */
  readonly additionalInfo: Maybe<Scalars['String']['output']>;
  /** For Lightyear, the categories of the line. */
  readonly categories: ReadonlyArray<Category>;
  /** Item, service or product code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** For V6, the department. */
  readonly departmentCode: Maybe<Scalars['String']['output']>;
  /** Description of the item or service. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Ledger account of the line. */
  readonly glCode: Maybe<GlCode>;
  /**
   * Amount with tax, with the source's own sign: on a credit note it can be either. Computed exactly if the source gives
   * only two of the three amounts.
   */
  readonly grossAmount: Maybe<Scalars['Decimal']['output']>;
  /** Opaque global id. Stable as long as the source keeps the line's id or position. */
  readonly id: Scalars['ID']['output'];
  /**
   * For Lightyear, the purchase order lines matched to this line. Empty for other sources. Null with an error if they cannot
   * be read, and if Lightyear gives the line without a usable id.
   */
  readonly matches: Maybe<ReadonlyArray<Match>>;
  /** Amount without tax, with the source's own sign: on a credit note it can be either. */
  readonly netAmount: Maybe<Scalars['Decimal']['output']>;
  /** For Įvesk, the object: a dimension that the accountant defines. */
  readonly object: Maybe<Scalars['String']['output']>;
  /** Position in the document; 1 for the first line. */
  readonly position: Scalars['Int']['output'];
  /** Quantity. */
  readonly quantity: Maybe<Scalars['Decimal']['output']>;
  /** The line's id at its source. Null if it does not have one. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
  /** Tax amount, with the source's own sign: on a credit note it can be either. */
  readonly taxAmount: Maybe<Scalars['Decimal']['output']>;
  /** Tax code of the line. */
  readonly taxCode: Maybe<TaxCode>;
  /** Unit of the quantity, as named by the source. */
  readonly unit: Maybe<Scalars['String']['output']>;
  /** Unit price. */
  readonly unitPrice: Maybe<Scalars['Decimal']['output']>;
  /** For Įvesk, the warehouse. */
  readonly warehouse: Maybe<Scalars['String']['output']>;
};

/** Documents that were exported. */
export type MarkInvoicesExportedInput = {
  /**
   * Name of this request, 1 to 255 characters, such as a UUID. A repeated request with the same key and the same input returns the
   * recorded outcome, and sends nothing again. Default: the header Idempotency-Key, extended by the field's response name.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Invoice.id of 1 to 200 documents. Duplicates are sent once. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
};

/** Results of an export. */
export type MarkInvoicesExportedPayload = {
  readonly __typename?: 'MarkInvoicesExportedPayload';
  /** One result per id, in the order of `ids`. */
  readonly results: ReadonlyArray<InvoiceExportResult>;
};

/** A match between the selected line and a line of another document. */
export type Match = {
  readonly __typename?: 'Match';
  /**
   * The other document: a purchase order for an invoice line, an invoice for a purchase order line. Null with an error if it
   * cannot be read.
   */
  readonly document: Maybe<MatchedDocument>;
  /** The matched line of the other document. */
  readonly lineItem: MatchedLineItem;
  /** Certainty of the match. */
  readonly type: MatchType;
};

/** Certainty of a match. */
export type MatchType =
  /** Confirmed by a person. */
  | 'CONFIRMED'
  /** A state that this gateway does not know. */
  | 'OTHER';

/** The document on the other side of a match. */
export type MatchedDocument = Invoice | PurchaseOrder;

/** The matched line, as returned with a match. */
export type MatchedLineItem = {
  readonly __typename?: 'MatchedLineItem';
  /** Free text entered with the line. */
  readonly additionalInfo: Maybe<Scalars['String']['output']>;
  /** Categories of the line. */
  readonly categories: ReadonlyArray<Category>;
  /** Product code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** Description. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Ledger account of the line. */
  readonly glCode: Maybe<GlCode>;
  /** Amount with tax, with the source's own sign. */
  readonly grossAmount: Maybe<Scalars['Decimal']['output']>;
  /** The line's id at the source. */
  readonly id: Scalars['ID']['output'];
  /** True if no further lines will be matched to it. */
  readonly matchingClosed: Maybe<Scalars['Boolean']['output']>;
  /** Amount without tax, with the source's own sign. */
  readonly netAmount: Maybe<Scalars['Decimal']['output']>;
  /** Quantity. */
  readonly quantity: Maybe<Scalars['Decimal']['output']>;
  /** Position in its document. */
  readonly sequenceNumber: Maybe<Scalars['Int']['output']>;
  /** Tax amount, with the source's own sign. */
  readonly taxAmount: Maybe<Scalars['Decimal']['output']>;
  /** Tax code of the line. */
  readonly taxCode: Maybe<TaxCode>;
};

/**
 * Writes to a source. The gateway sends each write once; OUTCOME_UNKNOWN means that the answer was lost. A request with an
 * idempotency key can be repeated safely.
 */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Marks documents as exported. Each document has its own result, in the order of `ids`; one failure does not stop the
   * others. Lightyear is told, and no longer lists the document. Įvesk and V6 have no such call: the gateway records
   * the export, and refuses a second one with CONFLICT.
   */
  readonly markInvoicesExported: Maybe<MarkInvoicesExportedPayload>;
  /**
   * Reports to the accountant that a document could not be imported: as a sync error at Įvesk, or as a rejection at
   * Lightyear, which then no longer lists the document. V6 does not support this: UNSUPPORTED_BY_SOURCE.
   */
  readonly reportSyncError: Maybe<ReportSyncErrorPayload>;
  /**
   * Requests a location to which the client itself can PUT a file for Įvesk: the direct way for browsers and large
   * files. The location accepts one PUT and expires after some minutes.
   */
  readonly requestUpload: Maybe<RequestUploadPayload>;
  /**
   * Starts an import of reference data of one kind into Lightyear, where it runs in the background: `importJob` returns
   * its status. If any part of the input is invalid, nothing is sent, and `errors` lists all faults.
   */
  readonly startImport: Maybe<StartImportPayload>;
  /**
   * Registers this gateway's webhook for a company's events at Įvesk. The gateway confirms the subscription by itself. One call is
   * enough, and a repeated call is harmless.
   */
  readonly subscribeWebhook: Maybe<SubscribeWebhookPayload>;
  /** Uploads a file to Įvesk through the gateway, which does not keep it in memory. Needs a multipart request. */
  readonly uploadFile: Maybe<UploadFilePayload>;
};


/**
 * Writes to a source. The gateway sends each write once; OUTCOME_UNKNOWN means that the answer was lost. A request with an
 * idempotency key can be repeated safely.
 */
export type MutationMarkInvoicesExportedArgs = {
  input: MarkInvoicesExportedInput;
};


/**
 * Writes to a source. The gateway sends each write once; OUTCOME_UNKNOWN means that the answer was lost. A request with an
 * idempotency key can be repeated safely.
 */
export type MutationReportSyncErrorArgs = {
  input: ReportSyncErrorInput;
};


/**
 * Writes to a source. The gateway sends each write once; OUTCOME_UNKNOWN means that the answer was lost. A request with an
 * idempotency key can be repeated safely.
 */
export type MutationRequestUploadArgs = {
  input: RequestUploadInput;
};


/**
 * Writes to a source. The gateway sends each write once; OUTCOME_UNKNOWN means that the answer was lost. A request with an
 * idempotency key can be repeated safely.
 */
export type MutationStartImportArgs = {
  input: StartImportInput;
};


/**
 * Writes to a source. The gateway sends each write once; OUTCOME_UNKNOWN means that the answer was lost. A request with an
 * idempotency key can be repeated safely.
 */
export type MutationSubscribeWebhookArgs = {
  input: SubscribeWebhookInput;
};


/**
 * Writes to a source. The gateway sends each write once; OUTCOME_UNKNOWN means that the answer was lost. A request with an
 * idempotency key can be repeated safely.
 */
export type MutationUploadFileArgs = {
  input: UploadFileInput;
};

/** An object that has a global id. */
export type Node = {
  /** Opaque, stable global id. */
  readonly id: Scalars['ID']['output'];
};

/** Direction of an order. Documents without a value come last in either direction. */
export type OrderDirection =
  /** From small to large, from A to Z, from old to new. */
  | 'ASC'
  /** From large to small, from Z to A, from new to old. */
  | 'DESC';

/** The position of a page in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Pass it as `after` to get the next page. Present even if the page is empty. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /**
   * True if there may be more entries after `endCursor`. Also true if an account failed that had not failed on the page before: its
   * documents may follow.
   */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True if the page was requested with `after`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry. Null if the page is empty. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** A purchase order. Only its key is known: Lightyear cannot read a purchase order. */
export type PurchaseOrder = Node & {
  readonly __typename?: 'PurchaseOrder';
  /** Opaque, stable global id. */
  readonly id: Scalars['ID']['output'];
  /** Invoice lines matched to a line of this purchase order. Null with an error if they cannot be read. */
  readonly lineMatches: Maybe<ReadonlyArray<Match>>;
  /** Always LIGHTYEAR. */
  readonly source: Source;
  /** Its id at the source. */
  readonly sourceId: Scalars['String']['output'];
};


/** A purchase order. Only its key is known: Lightyear cannot read a purchase order. */
export type PurchaseOrderLineMatchesArgs = {
  lineId: Scalars['String']['input'];
};

export type Query = {
  readonly __typename?: 'Query';
  /** State of every account's source, derived from the calls that the gateway has made. The query itself does not make any. */
  readonly backends: ReadonlyArray<BackendStatus>;
  /** Values of a custom column at Įvesk, in Įvesk's order. */
  readonly columnValues: Maybe<ColumnValueConnection>;
  /** The companies that the caller may see. */
  readonly companies: ReadonlyArray<Company>;
  /**
   * The counterparties of the documents of the index, by name. A party with documents of several companies is listed once for each
   * company.
   */
  readonly counterparties: Maybe<CounterpartyConnection>;
  /**
   * Events of the documents, oldest first, for catching up. Without `after`, starts with the oldest event that is kept.
   * CURSOR_EXPIRED if an event after `after` was removed.
   */
  readonly documentEvents: ReadonlyArray<DocumentEvent>;
  /**
   * The present end of the events: a subscription or list that starts `after` it has all events from now on. Ask for it before you
   * subscribe, and nothing is lost if the connection breaks before the first event.
   */
  readonly eventsEnd: Scalars['ID']['output'];
  /** An import job by its global id. Null if it does not exist for this caller. */
  readonly importJob: Maybe<ImportJob>;
  /** An invoice by its global id. Null if it does not exist for this caller. */
  readonly invoice: Maybe<Invoice>;
  /**
   * Exact sums over the documents of the index, by company, direction and currency, and by the groupings that you pass. Sorted by
   * these values.
   */
  readonly invoiceTotals: Maybe<InvoiceTotalConnection>;
  /**
   * Invoices that are ready for export, of all companies and sources that the caller may see. Lightyear's exportable list and the
   * Įvesk queue keep their own order; V6 documents are sorted by date and number. A page examines at most 1,000 documents, so with
   * a filter it may be shorter than `first`, or even empty, although the list continues. Paging with endCursor never skips a
   * document, even if documents of the previous page were exported meanwhile. Paging past the end returns whatever has arrived
   * since; Lightyear and V6 also return every document that is still in their list. Later pages can lack a document that Įvesk
   * adds with an earlier time than those already read, a document that has the same time as others if Įvesk splits them between
   * two pages, and a document that V6 receives for a day that was already read. V6 returns that document the next time the list is
   * read from the start or past its end; for Įvesk, use `since` with an earlier time.
   */
  readonly invoices: Maybe<InvoiceConnection>;
  /**
   * An invoice, a line item, a purchase order or an import job by its global id. Null if it does not exist for this
   * caller.
   */
  readonly node: Maybe<Node>;
  /** Like `node`, for up to 200 ids. Returns the objects in the order of `ids`. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** A purchase order by its global id, as returned by Match.document. Null if the caller may not see its company. */
  readonly purchaseOrder: Maybe<PurchaseOrder>;
  /**
   * Documents that the gateway has seen, searched, sorted and counted in its index. They are as the gateway saw them last, without REST
   * calls; `invoices` reads the sources' lists.
   */
  readonly searchInvoices: Maybe<InvoiceSearchConnection>;
  /** The caller of this request, with its permissions. */
  readonly viewer: Viewer;
  /** A write by its id. Null if it does not exist for this caller. */
  readonly write: Maybe<Write>;
  /** Everything that the gateway changed at the sources of the caller's companies, newest first. */
  readonly writes: WriteConnection;
};


export type QueryColumnValuesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  column: Scalars['String']['input'];
  company: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  modifiedSince: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryCounterpartiesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<InvoiceSearchFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  text: InputMaybe<Scalars['String']['input']>;
};


export type QueryDocumentEventsArgs = {
  after: InputMaybe<Scalars['ID']['input']>;
  filter: InputMaybe<DocumentEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryImportJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInvoiceArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInvoiceTotalsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<InvoiceSearchFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  groupBy?: ReadonlyArray<InvoiceGroup>;
  text: InputMaybe<Scalars['String']['input']>;
};


export type QueryInvoicesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryPurchaseOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySearchInvoicesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<InvoiceSearchFilter>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<InvoiceOrder>>;
  text: InputMaybe<Scalars['String']['input']>;
};


export type QueryWriteArgs = {
  id: Scalars['ID']['input'];
};


export type QueryWritesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<WriteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A document that could not be imported, and the reason. */
export type ReportSyncErrorInput = {
  /**
   * Name of this request, 1 to 255 characters, such as a UUID. A repeated request with the same key and the same input returns the
   * recorded outcome, and sends nothing again. Default: the header Idempotency-Key, extended by the field's response name.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Invoice.id */
  readonly invoiceId: Scalars['ID']['input'];
  /** Message to the accountant, 1 to 2,000 characters. */
  readonly message: Scalars['String']['input'];
};

/** Result of a report. */
export type ReportSyncErrorPayload = {
  readonly __typename?: 'ReportSyncErrorPayload';
  /** Reasons why the report failed. Empty if it succeeded. */
  readonly errors: ReadonlyArray<UserError>;
  /** True if the source accepted it. */
  readonly ok: Scalars['Boolean']['output'];
};

/** A file that the client uploads itself. */
export type RequestUploadInput = {
  /** Company.id. Optional if exactly one of the caller's companies has an Įvesk account. */
  readonly company?: InputMaybe<Scalars['ID']['input']>;
  /**
   * File name with its extension, from which Įvesk derives the content type. At most 255 characters, no control
   * characters.
   */
  readonly fileName: Scalars['String']['input'];
  /** Processing options. */
  readonly options?: InputMaybe<UploadOptions>;
};

/** Result of a request for a location. */
export type RequestUploadPayload = {
  readonly __typename?: 'RequestUploadPayload';
  /** Reasons why the request failed. Empty if it succeeded. */
  readonly errors: ReadonlyArray<UserError>;
  /** Null if there are errors. */
  readonly location: Maybe<UploadLocation>;
};

/** The sales order that a Lightyear document belongs to. */
export type SalesOrder = {
  readonly __typename?: 'SalesOrder';
  /** Delivery address. */
  readonly address: Maybe<Address>;
  /** Mobile number of the contact. */
  readonly contactMobileNumber: Maybe<Scalars['String']['output']>;
  /** Phone number of the contact. */
  readonly contactPhoneNumber: Maybe<Scalars['String']['output']>;
  /** County of the delivery. */
  readonly county: Maybe<Scalars['String']['output']>;
  /** Start of the delivery window. */
  readonly deliveryDateFrom: Maybe<Scalars['DateTime']['output']>;
  /** End of the delivery window. */
  readonly deliveryDateTo: Maybe<Scalars['DateTime']['output']>;
  /** Instructions for the carrier. */
  readonly deliveryInstructions: Maybe<Scalars['String']['output']>;
  /** Postcode of the delivery. */
  readonly postcode: Maybe<Scalars['String']['output']>;
  /** Town of the delivery. */
  readonly town: Maybe<Scalars['String']['output']>;
};

/** A system behind this endpoint. */
export type Source =
  /** Įvesk.lt: digitization of documents. */
  | 'IVESK'
  /** Lightyear: approval and export of supplier invoices. */
  | 'LIGHTYEAR'
  /** V6: invoices of a freight system. */
  | 'V6';

/** Reference data of one kind. */
export type StartImportInput = {
  /** Company.id. Optional if exactly one of the caller's companies has a Lightyear account. */
  readonly company?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Name of this request, 1 to 255 characters, such as a UUID. A repeated request with the same key and the same input returns the
   * recorded outcome, and sends nothing again. Default: the header Idempotency-Key, extended by the field's response name.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 10,000 objects, at most 10 MB as JSON. */
  readonly objects: ImportObjectsInput;
  /** Name of the system that the objects come from, 1 to 200 characters. */
  readonly sourceApplicationCode: Scalars['String']['input'];
};

/** Result of starting an import. */
export type StartImportPayload = {
  readonly __typename?: 'StartImportPayload';
  /**
   * Reasons why the import was not started: the first 100 faults, and the number of further ones. OUTCOME_UNKNOWN: the
   * import may have started; check at Lightyear before you retry.
   */
  readonly errors: ReadonlyArray<UserError>;
  /** The job as it was started. Null if there are errors. It can be read without the scope imports:read, which `importJob` needs. */
  readonly job: Maybe<ImportJob>;
};

/** Events to subscribe to. */
export type SubscribeWebhookInput = {
  /** Company.id. Optional if exactly one of the caller's companies has an Įvesk account. */
  readonly company?: InputMaybe<Scalars['ID']['input']>;
  /** Type of event. */
  readonly event: WebhookEvent;
  /**
   * Name of this request, 1 to 255 characters, such as a UUID. A repeated request with the same key and the same input returns the
   * recorded outcome, and sends nothing again. Default: the header Idempotency-Key, extended by the field's response name.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of a subscription. */
export type SubscribeWebhookPayload = {
  readonly __typename?: 'SubscribeWebhookPayload';
  /** Reasons why the subscription failed. Empty if it succeeded. */
  readonly errors: ReadonlyArray<UserError>;
  /** URL of this gateway that receives the events, without its secret. Null if there are errors. */
  readonly target: Maybe<Scalars['URL']['output']>;
};

/** Live updates, over WebSocket (graphql-transport-ws) at /graphql or as server-sent events at /graphql/stream. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * Events as they arrive. With `after`, first sends the events received since then, without gaps or duplicates. A
   * subscriber that falls behind is disconnected and can resume with the id of its last event.
   */
  readonly documentEvents: DocumentEvent;
  /** The job as it is now, and again after every change. Completes after FINISHED or FAILED. */
  readonly importJob: ImportJob;
};


/** Live updates, over WebSocket (graphql-transport-ws) at /graphql or as server-sent events at /graphql/stream. */
export type SubscriptionDocumentEventsArgs = {
  after: InputMaybe<Scalars['ID']['input']>;
  filter: InputMaybe<DocumentEventFilter>;
};


/** Live updates, over WebSocket (graphql-transport-ws) at /graphql or as server-sent events at /graphql/stream. */
export type SubscriptionImportJobArgs = {
  id: Scalars['ID']['input'];
};

/** The supplier that issued a document. No source can read a supplier by itself, so a supergraph can only refer to it. */
export type SupplierCard = {
  readonly __typename?: 'SupplierCard';
  /** Postal address. */
  readonly address: Maybe<Address>;
  /** Bank account. Needs the scope bank:read; without it, null with a FORBIDDEN error. */
  readonly bankAccount: Maybe<BankAccount>;
  /** For Lightyear, the id of the supplier card. */
  readonly cardId: Maybe<Scalars['String']['output']>;
  /** Supplier code. For Įvesk, the company registration code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** Country of registration. */
  readonly countryCode: Maybe<Scalars['CountryCode']['output']>;
  /** Billing currency. */
  readonly currency: Maybe<Scalars['CurrencyCode']['output']>;
  /**
   * Opaque global id, made from the company, the source and the supplier's id there, or else its code, tax number or name. Stable
   * as long as these do not change.
   */
  readonly id: Scalars['ID']['output'];
  /** For Įvesk, true for one of the account's own companies. */
  readonly isOwnCompany: Maybe<Scalars['Boolean']['output']>;
  /** For Įvesk, true for a natural person. */
  readonly isPerson: Maybe<Scalars['Boolean']['output']>;
  /** Full name. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** For Įvesk, the name in ASCII letters. */
  readonly nameAscii: Maybe<Scalars['String']['output']>;
  /** The source that the supplier comes from. */
  readonly source: Source;
  /** For Lightyear, its key in the system that it was imported from. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
  /** VAT or tax number. */
  readonly taxNumber: Maybe<Scalars['String']['output']>;
  /** Payment terms. */
  readonly terms: Maybe<SupplierTerms>;
};

/** A supplier. Omitted fields are not sent. */
export type SupplierCardInput = {
  /**
   * At most five lines of at most 50 characters each. Lightyear reads line 3 as the city, line 4 as the county and line
   * 5 as the postcode: pass an empty string for a line that you do not know.
   */
  readonly addressLines?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Bank account. */
  readonly bankAccount?: InputMaybe<BankAccountInput>;
  /** Code. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** Country of registration. */
  readonly countryCode?: InputMaybe<Scalars['CountryCode']['input']>;
  /** Billing currency. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Full name. Must not be blank. */
  readonly name: Scalars['String']['input'];
  /** Its key in the system that it comes from. Must not be blank. */
  readonly sourceId: Scalars['String']['input'];
  /** VAT or tax number. */
  readonly taxNumber?: InputMaybe<Scalars['String']['input']>;
  /** Payment terms. */
  readonly terms?: InputMaybe<SupplierTermsInput>;
};

/** Payment terms of a supplier. */
export type SupplierTerms = {
  readonly __typename?: 'SupplierTerms';
  /** Number of days, for FROM_BILL_DATE and FROM_END_OF_MONTH. */
  readonly days: Maybe<Scalars['Int']['output']>;
  /** Rule for the due date. */
  readonly type: SupplierTermsType;
};

/** Payment terms of a supplier. */
export type SupplierTermsInput = {
  /** Number of days, 0 or more. Required for FROM_BILL_DATE and FROM_END_OF_MONTH, not allowed otherwise. */
  readonly days?: InputMaybe<Scalars['Int']['input']>;
  /** Rule for the due date. */
  readonly type: SupplierTermsType;
};

/** Rule for the due date of an invoice. */
export type SupplierTermsType =
  /** The due date stays empty. */
  | 'DO_NOT_POPULATE'
  /** Due on receipt. */
  | 'DUE_ON_RECEIPT'
  /** Due `days` after the bill date. */
  | 'FROM_BILL_DATE'
  /** Due `days` after the end of the month. */
  | 'FROM_END_OF_MONTH'
  /** Due on the last day of the month. */
  | 'LAST_DAY_OF_MONTH'
  /** Due on the last working day of the month. */
  | 'LAST_WORKING_DAY_OF_MONTH'
  /** The due date that was read from the document. */
  | 'USE_EXTRACTED_DUE_DATE';

/** A tax code of the source. For Įvesk, vatclass and vatpercent. */
export type TaxCode = {
  readonly __typename?: 'TaxCode';
  /** Code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** Description. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Its id at Lightyear. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** Rate in percent: 20 means 20 %. */
  readonly ratePercent: Maybe<Scalars['Decimal']['output']>;
  /** Its key in the system that it was imported from. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
};

/** A tax code. Omitted fields are not sent. */
export type TaxCodeInput = {
  /** Code. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** Description. Must not be blank. */
  readonly description: Scalars['String']['input'];
  /** Rate in percent: 20 means 20 %. All digits are sent. */
  readonly ratePercent: Scalars['Decimal']['input'];
  /** Its key in the system that it comes from. Must not be blank. */
  readonly sourceId: Scalars['String']['input'];
};

/** A file that the gateway uploads. */
export type UploadFileInput = {
  /** Company.id. Optional if exactly one of the caller's companies has an Įvesk account. */
  readonly company?: InputMaybe<Scalars['ID']['input']>;
  /** The file. Must not be empty, nor larger than the gateway's limit (default: 50 MiB). */
  readonly file: Scalars['Upload']['input'];
  /**
   * File name with its extension. Default: the name in the multipart request. At most 255 characters, no control
   * characters.
   */
  readonly fileName?: InputMaybe<Scalars['String']['input']>;
  /**
   * Name of this request, 1 to 255 characters, such as a UUID. A repeated request with the same key, options and content of the file returns the
   * recorded outcome, and sends nothing again. Default: the header Idempotency-Key, extended by the field's response name.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Processing options. */
  readonly options?: InputMaybe<UploadOptions>;
};

/** Result of an upload. */
export type UploadFilePayload = {
  readonly __typename?: 'UploadFilePayload';
  /**
   * Reasons why the upload failed. Empty if it succeeded. OUTCOME_UNKNOWN: the file may have arrived; check whether its
   * document appears before you retry.
   */
  readonly errors: ReadonlyArray<UserError>;
  /** Null if there are errors. */
  readonly upload: Maybe<UploadedFile>;
};

/**
 * A location for one file. PUT the bytes to `url` with exactly these headers and a Content-Length, without
 * Authorization.
 */
export type UploadLocation = {
  readonly __typename?: 'UploadLocation';
  /** Headers to send unchanged. */
  readonly headers: ReadonlyArray<HttpHeader>;
  /** Always PUT. */
  readonly method: Scalars['String']['output'];
  /** Pre-signed URL: anyone who has it can upload the file. */
  readonly url: Scalars['URL']['output'];
};

/** Processing options of Įvesk. The account's settings apply to omitted options. */
export type UploadOptions = {
  /** Returned as Invoice.allocation. */
  readonly allocation?: InputMaybe<Scalars['String']['input']>;
  /** True to check whether Įvesk already has the document. */
  readonly checkDuplicates?: InputMaybe<Scalars['Boolean']['input']>;
  /** True to digitize the lines, too. */
  readonly processLines?: InputMaybe<Scalars['Boolean']['input']>;
  /** Returned as Invoice.uploadReference. Use it to find the file's document. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** True to reject documents that are not invoices. */
  readonly rejectNonInvoices?: InputMaybe<Scalars['Boolean']['input']>;
  /** True to split a file with several documents. */
  readonly splitDocuments?: InputMaybe<Scalars['Boolean']['input']>;
  /** Returned as Invoice.tags. A tag must not contain a comma. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Returned as Invoice.warehouse. */
  readonly warehouse?: InputMaybe<Scalars['String']['input']>;
};

/** A file in Įvesk's storage. Its document appears in the DIGITIZED queue once it is digitized. */
export type UploadedFile = {
  readonly __typename?: 'UploadedFile';
  /** Content type that Įvesk derives from the file name. */
  readonly contentType: Scalars['String']['output'];
  /** File name. */
  readonly fileName: Scalars['String']['output'];
  /** Size in bytes. */
  readonly size: Scalars['Int']['output'];
};

/** A failure that the caller can act on. GraphQL errors have the same codes in `extensions.code`. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** Kind of failure. */
  readonly code: ErrorCode;
  /** For CONFLICT, the state in which the document is. `extensions.documentState` of GraphQL errors is the same. */
  readonly documentState: Maybe<InvoiceState>;
  /** Path of the wrong input field. Null if the failure is not about one field. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Message for a person. Its wording may change. */
  readonly message: Scalars['String']['output'];
  /**
   * Milliseconds until the same request can succeed: the source asked for this pause, or its circuit breaker is open. Null if
   * unknown. `extensions.retryAfterMs` of GraphQL errors is the same.
   */
  readonly retryAfterMs: Maybe<Scalars['Int']['output']>;
  /**
   * True if the same request may succeed later: RATE_LIMITED, BACKEND_RATE_LIMITED, BACKEND_TIMEOUT, BACKEND_UNAVAILABLE and
   * STORE_UNAVAILABLE.
   */
  readonly retryable: Scalars['Boolean']['output'];
  /** The source that failed. Null if no source did. */
  readonly source: Maybe<Source>;
  /**
   * Write.id of the write that failed; for CONFLICT, of the write that brought the document into its state, if the gateway sent
   * it. Null if nothing was recorded. `extensions.writeId` of GraphQL errors is the same.
   */
  readonly writeId: Maybe<Scalars['ID']['output']>;
};

/** The caller of this request. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** The companies that the caller may see. */
  readonly companies: ReadonlyArray<Company>;
  /** Time at which the caller's token expires. Null for a token of the gateway's configuration, which does not expire. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Name of the caller in the gateway's logs. */
  readonly name: Scalars['String']['output'];
  /** The caller's scopes, e.g. "invoices:read". */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
};

/** Type of an event that Įvesk sends. */
export type WebhookEvent =
  /** A document was digitized. */
  | 'ON_DIGITIZED'
  /** The accountant exported documents. */
  | 'ON_EXPORTED';

/**
 * Something that the gateway changed, or tried to change, at a source. It is recorded before it is sent. It contains no secret
 * and no content of a file.
 */
export type Write = {
  readonly __typename?: 'Write';
  /** Kind of write. */
  readonly action: WriteAction;
  /** Name of the caller. */
  readonly caller: Scalars['String']['output'];
  /** The company whose account it changes. */
  readonly company: Company;
  /** When its outcome was recorded. Null while it is in progress. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** Why it was not done. Null if it was done, or is in progress. */
  readonly error: Maybe<UserError>;
  /** Opaque, stable id. */
  readonly id: Scalars['ID']['output'];
  /** The caller's key for the request. A key of the header is followed by the field's response name. */
  readonly idempotencyKey: Maybe<Scalars['String']['output']>;
  /** Invoice.id of the document. Null if the write is not about a document. */
  readonly invoiceId: Maybe<Scalars['ID']['output']>;
  /** True if the outcome was learned by looking at the source, not from its answer. */
  readonly isInferred: Scalars['Boolean']['output'];
  /** The present outcome. */
  readonly outcome: WriteOutcome;
  /** The source that it changes. */
  readonly source: Source;
  /** When it was recorded, just before it was sent. */
  readonly startedAt: Scalars['DateTime']['output'];
};

/** Kind of write. */
export type WriteAction =
  /** `markInvoicesExported`, one write for each document. */
  | 'MARK_EXPORTED'
  /** `reportSyncError` */
  | 'REPORT_SYNC_ERROR'
  /** `startImport` */
  | 'START_IMPORT'
  /** `subscribeWebhook` */
  | 'SUBSCRIBE_WEBHOOK'
  /** `uploadFile` */
  | 'UPLOAD_FILE';

/** A page of writes. */
export type WriteConnection = {
  readonly __typename?: 'WriteConnection';
  /** The writes of the page, newest first. */
  readonly nodes: ReadonlyArray<Write>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** Selects writes. All conditions apply together. */
export type WriteFilter = {
  /** Kinds of writes. Default: all. */
  readonly actions?: InputMaybe<ReadonlyArray<WriteAction>>;
  /** Company.id. Default: all companies of the caller. */
  readonly companies?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Invoice.id: only writes about this document. */
  readonly invoiceId?: InputMaybe<Scalars['ID']['input']>;
  /** Outcomes. Default: all. */
  readonly outcomes?: InputMaybe<ReadonlyArray<WriteOutcome>>;
  /** Only writes that started at this time or later. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Outcome of a write. */
export type WriteOutcome =
  /** The source accepted it. */
  | 'DONE'
  /** It is being sent. */
  | 'IN_PROGRESS'
  /** It was not done. A request with the same key sends it again. */
  | 'NOT_DONE'
  /** The source refused it for good: sending it again would get the same answer. */
  | 'REFUSED'
  /** It was sent, and no answer tells whether it was done. The gateway looks at the source where that can be seen there. */
  | 'UNKNOWN';

/** The outcome of a write was unknown, and is known now: the gateway looked at the source, or the answer arrived late. */
export type WriteResolved = DocumentEvent & InvoiceEvent & {
  readonly __typename?: 'WriteResolved';
  /** The company that the write belongs to. */
  readonly company: Company;
  /** Increases with every event. Pass it as `after` to resume. */
  readonly id: Scalars['ID']['output'];
  /** The document. Null if its source no longer has it, or if the write was not about a document. */
  readonly invoice: Maybe<Invoice>;
  /** Present outcome of the write: DONE, REFUSED or NOT_DONE. */
  readonly outcome: WriteOutcome;
  /** Time at which the gateway learned of it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Always WRITE_RESOLVED. */
  readonly type: DocumentEventType;
  /** Write.id of the write. */
  readonly writeId: Scalars['ID']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Company: Company;
  ImportJob: ImportJob;
  Invoice: Invoice;
  LineItem: LineItem;
  PurchaseOrder: PurchaseOrder;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Company:
    ( { __typename: 'Company' }
    & GraphQLRecursivePick<FederationTypes['Company'], {"id":true}> );
  ImportJob:
    ( { __typename: 'ImportJob' }
    & GraphQLRecursivePick<FederationTypes['ImportJob'], {"id":true}> );
  Invoice:
    ( { __typename: 'Invoice' }
    & GraphQLRecursivePick<FederationTypes['Invoice'], {"id":true}> );
  LineItem:
    ( { __typename: 'LineItem' }
    & GraphQLRecursivePick<FederationTypes['LineItem'], {"id":true}> );
  PurchaseOrder:
    ( { __typename: 'PurchaseOrder' }
    & GraphQLRecursivePick<FederationTypes['PurchaseOrder'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  MatchedDocument:
    | ( InvoiceParent )
    | ( PurchaseOrderParent )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  DocumentEvent:
    | ( StoredEvent )
    | ( StoredEvent )
    | ( StoredEvent )
    | ( StoredEvent )
    | ( StoredEvent )
    | ( StoredEvent )
    | ( StoredEvent )
  ;
  InvoiceEvent:
    | ( StoredEvent )
    | ( StoredEvent )
    | ( StoredEvent )
    | ( StoredEvent )
    | ( StoredEvent )
    | ( StoredEvent )
  ;
  Node:
    | ( DomainImportJob )
    | ( InvoiceParent )
    | ( DomainLineItem )
    | ( PurchaseOrderParent )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountOutcome: ResolverTypeWrapper<PageOutcome>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Address: ResolverTypeWrapper<Address>;
  BackendState: BackendState;
  BackendStatus: ResolverTypeWrapper<Backend>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  BankAccount: ResolverTypeWrapper<BankAccount>;
  BankAccountInput: BankAccountInput;
  CategoriesInput: CategoriesInput;
  Category: ResolverTypeWrapper<Category>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CategoryImportKind: CategoryImportKind;
  CategoryInput: CategoryInput;
  CategoryType: CategoryType;
  ColumnValue: ResolverTypeWrapper<ColumnValue>;
  ColumnValueConnection: ResolverTypeWrapper<Omit<ColumnValueConnection, 'pageInfo'> & { pageInfo: ResolversTypes['PageInfo'] }>;
  Company: ResolverTypeWrapper<DomainCompany>;
  Counterparty: ResolverTypeWrapper<CounterpartyParent>;
  CounterpartyConnection: ResolverTypeWrapper<CounterpartyPage>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CreditReason: ResolverTypeWrapper<CreditReason>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<Customer>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateRange: ResolverTypeWrapper<DateRange>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DocumentDigitized: ResolverTypeWrapper<StoredEvent>;
  DocumentEvent: ResolverTypeWrapper<StoredEvent>;
  DocumentEventFilter: DocumentEventFilter;
  DocumentEventType: DocumentEventType;
  DocumentLeft: ResolverTypeWrapper<StoredEvent>;
  DocumentListed: ResolverTypeWrapper<StoredEvent>;
  DocumentMarkedExported: ResolverTypeWrapper<StoredEvent>;
  DocumentRejected: ResolverTypeWrapper<StoredEvent>;
  DocumentsExported: ResolverTypeWrapper<StoredEvent>;
  ErrorCode: ErrorCode;
  GlCode: ResolverTypeWrapper<GlCode>;
  GlCodeInput: GlCodeInput;
  HttpHeader: ResolverTypeWrapper<HttpHeader>;
  ImportCounts: ResolverTypeWrapper<ImportCounts>;
  ImportJob: ResolverTypeWrapper<DomainImportJob>;
  ImportJobStatus: ImportJobStatus;
  ImportJobType: ImportJobType;
  ImportObjectsInput: ImportObjectsInput;
  IndexFreshness: ResolverTypeWrapper<AccountId>;
  Invoice: ResolverTypeWrapper<InvoiceParent>;
  InvoiceConnection: ResolverTypeWrapper<InvoicePage>;
  InvoiceDirection: InvoiceDirection;
  InvoiceEdge: ResolverTypeWrapper<InvoiceEdgeParent>;
  InvoiceEvent: ResolverTypeWrapper<StoredEvent>;
  InvoiceExportResult: ResolverTypeWrapper<InvoiceExportResult>;
  InvoiceFailure: ResolverTypeWrapper<InvoiceFailureParent>;
  InvoiceFile: ResolverTypeWrapper<InvoiceFileParent>;
  InvoiceFilter: InvoiceFilter;
  InvoiceGroup: InvoiceGroup;
  InvoiceKind: InvoiceKind;
  InvoiceOrder: InvoiceOrder;
  InvoiceOrderField: InvoiceOrderField;
  InvoiceSearchConnection: ResolverTypeWrapper<SearchPage>;
  InvoiceSearchFilter: InvoiceSearchFilter;
  InvoiceState: InvoiceState;
  InvoiceTotal: ResolverTypeWrapper<TotalParent>;
  InvoiceTotalConnection: ResolverTypeWrapper<TotalPage>;
  IveskQueue: IveskQueue;
  LineDetail: LineDetail;
  LineItem: ResolverTypeWrapper<DomainLineItem>;
  MarkInvoicesExportedInput: MarkInvoicesExportedInput;
  MarkInvoicesExportedPayload: ResolverTypeWrapper<MarkInvoicesExportedPayload>;
  Match: ResolverTypeWrapper<MatchParent>;
  MatchType: MatchType;
  MatchedDocument: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MatchedDocument']>;
  MatchedLineItem: ResolverTypeWrapper<MatchedLineItem>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfoParent>;
  PurchaseOrder: ResolverTypeWrapper<PurchaseOrderParent>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReportSyncErrorInput: ReportSyncErrorInput;
  ReportSyncErrorPayload: ResolverTypeWrapper<ReportSyncErrorPayload>;
  RequestUploadInput: RequestUploadInput;
  RequestUploadPayload: ResolverTypeWrapper<RequestUploadPayload>;
  SalesOrder: ResolverTypeWrapper<SalesOrder>;
  Source: Source;
  StartImportInput: StartImportInput;
  StartImportPayload: ResolverTypeWrapper<Omit<StartImportPayload, 'job'> & { job?: Maybe<ResolversTypes['ImportJob']> }>;
  SubscribeWebhookInput: SubscribeWebhookInput;
  SubscribeWebhookPayload: ResolverTypeWrapper<SubscribeWebhookPayload>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SupplierCard: ResolverTypeWrapper<DomainSupplierCard>;
  SupplierCardInput: SupplierCardInput;
  SupplierTerms: ResolverTypeWrapper<SupplierTerms>;
  SupplierTermsInput: SupplierTermsInput;
  SupplierTermsType: SupplierTermsType;
  TaxCode: ResolverTypeWrapper<TaxCode>;
  TaxCodeInput: TaxCodeInput;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Upload: ResolverTypeWrapper<Scalars['Upload']['output']>;
  UploadFileInput: UploadFileInput;
  UploadFilePayload: ResolverTypeWrapper<UploadFilePayload>;
  UploadLocation: ResolverTypeWrapper<UploadLocation>;
  UploadOptions: UploadOptions;
  UploadedFile: ResolverTypeWrapper<UploadedFile>;
  UserError: ResolverTypeWrapper<UserError>;
  Viewer: ResolverTypeWrapper<Caller>;
  WebhookEvent: WebhookEvent;
  Write: ResolverTypeWrapper<StoredWrite>;
  WriteAction: WriteAction;
  WriteConnection: ResolverTypeWrapper<WriteList>;
  WriteFilter: WriteFilter;
  WriteOutcome: WriteOutcome;
  WriteResolved: ResolverTypeWrapper<StoredEvent>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccountOutcome: PageOutcome;
  Boolean: Scalars['Boolean']['output'];
  Address: Address;
  BackendStatus: Backend;
  Float: Scalars['Float']['output'];
  BankAccount: BankAccount;
  BankAccountInput: BankAccountInput;
  CategoriesInput: CategoriesInput;
  Category: Category;
  ID: Scalars['ID']['output'];
  CategoryInput: CategoryInput;
  ColumnValue: ColumnValue;
  ColumnValueConnection: Omit<ColumnValueConnection, 'pageInfo'> & { pageInfo: ResolversParentTypes['PageInfo'] };
  Company: DomainCompany;
  Counterparty: CounterpartyParent;
  CounterpartyConnection: CounterpartyPage;
  CountryCode: Scalars['CountryCode']['output'];
  CreditReason: CreditReason;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: Customer;
  Date: Scalars['Date']['output'];
  DateRange: DateRange;
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DocumentDigitized: StoredEvent;
  DocumentEvent: StoredEvent;
  DocumentEventFilter: DocumentEventFilter;
  DocumentLeft: StoredEvent;
  DocumentListed: StoredEvent;
  DocumentMarkedExported: StoredEvent;
  DocumentRejected: StoredEvent;
  DocumentsExported: StoredEvent;
  GlCode: GlCode;
  GlCodeInput: GlCodeInput;
  HttpHeader: HttpHeader;
  ImportCounts: ImportCounts;
  ImportJob: DomainImportJob;
  ImportObjectsInput: ImportObjectsInput;
  IndexFreshness: AccountId;
  Invoice: InvoiceParent;
  InvoiceConnection: InvoicePage;
  InvoiceEdge: InvoiceEdgeParent;
  InvoiceEvent: StoredEvent;
  InvoiceExportResult: InvoiceExportResult;
  InvoiceFailure: InvoiceFailureParent;
  InvoiceFile: InvoiceFileParent;
  InvoiceFilter: InvoiceFilter;
  InvoiceOrder: InvoiceOrder;
  InvoiceSearchConnection: SearchPage;
  InvoiceSearchFilter: InvoiceSearchFilter;
  InvoiceTotal: TotalParent;
  InvoiceTotalConnection: TotalPage;
  LineItem: DomainLineItem;
  MarkInvoicesExportedInput: MarkInvoicesExportedInput;
  MarkInvoicesExportedPayload: MarkInvoicesExportedPayload;
  Match: MatchParent;
  MatchedDocument: ResolversUnionTypes<ResolversParentTypes>['MatchedDocument'];
  MatchedLineItem: MatchedLineItem;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfoParent;
  PurchaseOrder: PurchaseOrderParent;
  Query: Record<PropertyKey, never>;
  ReportSyncErrorInput: ReportSyncErrorInput;
  ReportSyncErrorPayload: ReportSyncErrorPayload;
  RequestUploadInput: RequestUploadInput;
  RequestUploadPayload: RequestUploadPayload;
  SalesOrder: SalesOrder;
  StartImportInput: StartImportInput;
  StartImportPayload: Omit<StartImportPayload, 'job'> & { job?: Maybe<ResolversParentTypes['ImportJob']> };
  SubscribeWebhookInput: SubscribeWebhookInput;
  SubscribeWebhookPayload: SubscribeWebhookPayload;
  Subscription: Record<PropertyKey, never>;
  SupplierCard: DomainSupplierCard;
  SupplierCardInput: SupplierCardInput;
  SupplierTerms: SupplierTerms;
  SupplierTermsInput: SupplierTermsInput;
  TaxCode: TaxCode;
  TaxCodeInput: TaxCodeInput;
  URL: Scalars['URL']['output'];
  Upload: Scalars['Upload']['output'];
  UploadFileInput: UploadFileInput;
  UploadFilePayload: UploadFilePayload;
  UploadLocation: UploadLocation;
  UploadOptions: UploadOptions;
  UploadedFile: UploadedFile;
  UserError: UserError;
  Viewer: Caller;
  Write: StoredWrite;
  WriteConnection: WriteList;
  WriteFilter: WriteFilter;
  WriteResolved: StoredEvent;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type RestCallsDirectiveArgs = {
  each?: Maybe<Scalars['Int']['input']>;
  itemsOf: Maybe<Scalars['String']['input']>;
  perItem?: Maybe<Scalars['Int']['input']>;
  readsWhole: Maybe<Scalars['String']['input']>;
};

export type RestCallsDirectiveResolver<Result, Parent, ContextType = Context, Args = RestCallsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountOutcome'] = ResolversParentTypes['AccountOutcome']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  leftOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  oddities?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  range?: Resolver<Maybe<ResolversTypes['DateRange']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  county?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  postcode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BackendStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendStatus'] = ResolversParentTypes['BackendStatus']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  index?: Resolver<Maybe<ResolversTypes['IndexFreshness']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['BackendState'], ParentType, ContextType>;
};

export type BankAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BankAccount'] = ResolversParentTypes['BankAccount']> = {
  accountName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accountNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bic?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  iban?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sortCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  inUse?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  parentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  parentSourceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sequence?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sourceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['CategoryType']>, ParentType, ContextType>;
};

export type ColumnValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnValue'] = ResolversParentTypes['ColumnValue']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ColumnValueConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnValueConnection'] = ResolversParentTypes['ColumnValueConnection']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ColumnValue']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CompanyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Company'] = ResolversParentTypes['Company'], FederationReferenceType extends FederationReferenceTypes['Company'] = FederationReferenceTypes['Company']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Company']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
};

export type CounterpartyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Counterparty'] = ResolversParentTypes['Counterparty']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  invoices?: Resolver<Maybe<ResolversTypes['InvoiceSearchConnection']>, ParentType, ContextType, RequireFields<CounterpartyInvoicesArgs, 'first'>>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CounterpartyConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CounterpartyConnection'] = ResolversParentTypes['CounterpartyConnection']> = {
  accounts?: Resolver<ReadonlyArray<ResolversTypes['IndexFreshness']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Counterparty']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type CreditReasonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditReason'] = ResolversParentTypes['CreditReason']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isOwnCompany?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isPerson?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nameAscii?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export type DateRangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DateRange'] = ResolversParentTypes['DateRange']> = {
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DocumentDigitizedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentDigitized'] = ResolversParentTypes['DocumentDigitized']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['DocumentEventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentEvent'] = ResolversParentTypes['DocumentEvent']> = {
  __resolveType: TypeResolveFn<'DocumentDigitized' | 'DocumentLeft' | 'DocumentListed' | 'DocumentMarkedExported' | 'DocumentRejected' | 'DocumentsExported' | 'WriteResolved', ParentType, ContextType>;
};

export type DocumentLeftResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentLeft'] = ResolversParentTypes['DocumentLeft']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['DocumentEventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentListedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentListed'] = ResolversParentTypes['DocumentListed']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['DocumentEventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentMarkedExportedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentMarkedExported'] = ResolversParentTypes['DocumentMarkedExported']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['DocumentEventType'], ParentType, ContextType>;
  writeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentRejectedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentRejected'] = ResolversParentTypes['DocumentRejected']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['DocumentEventType'], ParentType, ContextType>;
  writeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentsExportedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentsExported'] = ResolversParentTypes['DocumentsExported']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  companyCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['DocumentEventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GlCodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GlCode'] = ResolversParentTypes['GlCode']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  isHeader?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isInUse?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isRounding?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  sourceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HttpHeaderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HttpHeader'] = ResolversParentTypes['HttpHeader']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImportCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportCounts'] = ResolversParentTypes['ImportCounts']> = {
  deleted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inserted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ImportJobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportJob'] = ResolversParentTypes['ImportJob'], FederationReferenceType extends FederationReferenceTypes['ImportJob'] = FederationReferenceTypes['ImportJob']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ImportJob']> | FederationReferenceType, FederationReferenceType, ContextType>;
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  counts?: Resolver<Maybe<ResolversTypes['ImportCounts']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sourceApplicationCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ImportJobStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ImportJobType'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IndexFreshnessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IndexFreshness'] = ResolversParentTypes['IndexFreshness']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  documentCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  additionalInfo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  allocation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categories?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  companyCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  counterparty?: Resolver<Maybe<ResolversTypes['Counterparty']>, ParentType, ContextType>;
  creditReason?: Resolver<Maybe<ResolversTypes['CreditReason']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  digitizedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['InvoiceDirection'], ParentType, ContextType>;
  documentType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  exchangeRate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  exportedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['InvoiceFile']>, ParentType, ContextType>;
  fullNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  glCode?: Resolver<Maybe<ResolversTypes['GlCode']>, ParentType, ContextType>;
  grossAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  hasReceipt?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  hasStableId?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  history?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DocumentEvent']>>, ParentType, ContextType, RequireFields<InvoiceHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDueDateComputed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isReportedToIsaf?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isTaxSeparate?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  issueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['InvoiceKind'], ParentType, ContextType>;
  lineDetail?: Resolver<ResolversTypes['LineDetail'], ParentType, ContextType>;
  lineItems?: Resolver<ReadonlyArray<ResolversTypes['LineItem']>, ParentType, ContextType>;
  linesIncludeTax?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  netAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operationDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  operationType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paymentTermDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  possibleDuplicates?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Invoice']>>, ParentType, ContextType>;
  purchaseOrderNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  salesOrder?: Resolver<Maybe<ResolversTypes['SalesOrder']>, ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  signedGrossAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  signedNetAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  signedTaxAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['InvoiceState'], ParentType, ContextType>;
  supplier?: Resolver<Maybe<ResolversTypes['SupplierCard']>, ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  taxAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  uploadReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  warehouse?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceConnection'] = ResolversParentTypes['InvoiceConnection']> = {
  accounts?: Resolver<ReadonlyArray<ResolversTypes['AccountOutcome']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  failures?: Resolver<ReadonlyArray<ResolversTypes['InvoiceFailure']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Invoice']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InvoiceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceEdge'] = ResolversParentTypes['InvoiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
};

export type InvoiceEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceEvent'] = ResolversParentTypes['InvoiceEvent']> = {
  __resolveType: TypeResolveFn<'DocumentDigitized' | 'DocumentLeft' | 'DocumentListed' | 'DocumentMarkedExported' | 'DocumentRejected' | 'WriteResolved', ParentType, ContextType>;
};

export type InvoiceExportResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceExportResult'] = ResolversParentTypes['InvoiceExportResult']> = {
  error?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isReplay?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isSourceTold?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  writeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type InvoiceFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceFailure'] = ResolversParentTypes['InvoiceFailure']> = {
  error?: Resolver<ResolversTypes['UserError'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type InvoiceFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceFile'] = ResolversParentTypes['InvoiceFile']> = {
  downloadUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type InvoiceSearchConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceSearchConnection'] = ResolversParentTypes['InvoiceSearchConnection']> = {
  accounts?: Resolver<ReadonlyArray<ResolversTypes['IndexFreshness']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Invoice']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InvoiceTotalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceTotal'] = ResolversParentTypes['InvoiceTotal']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counterparty?: Resolver<Maybe<ResolversTypes['Counterparty']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['InvoiceDirection'], ParentType, ContextType>;
  glCode?: Resolver<Maybe<ResolversTypes['GlCode']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['InvoiceKind']>, ParentType, ContextType>;
  month?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  signedGrossAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  signedNetAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  signedTaxAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['InvoiceState']>, ParentType, ContextType>;
  unknownAmounts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InvoiceTotalConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceTotalConnection'] = ResolversParentTypes['InvoiceTotalConnection']> = {
  accounts?: Resolver<ReadonlyArray<ResolversTypes['IndexFreshness']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['InvoiceTotal']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LineItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LineItem'] = ResolversParentTypes['LineItem'], FederationReferenceType extends FederationReferenceTypes['LineItem'] = FederationReferenceTypes['LineItem']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LineItem']> | FederationReferenceType, FederationReferenceType, ContextType>;
  additionalInfo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categories?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  departmentCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  glCode?: Resolver<Maybe<ResolversTypes['GlCode']>, ParentType, ContextType>;
  grossAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matches?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Match']>>, ParentType, ContextType>;
  netAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  object?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sourceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  taxCode?: Resolver<Maybe<ResolversTypes['TaxCode']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  warehouse?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MarkInvoicesExportedPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkInvoicesExportedPayload'] = ResolversParentTypes['MarkInvoicesExportedPayload']> = {
  results?: Resolver<ReadonlyArray<ResolversTypes['InvoiceExportResult']>, ParentType, ContextType>;
};

export type MatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match']> = {
  document?: Resolver<Maybe<ResolversTypes['MatchedDocument']>, ParentType, ContextType>;
  lineItem?: Resolver<ResolversTypes['MatchedLineItem'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['MatchType'], ParentType, ContextType>;
};

export type MatchedDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchedDocument'] = ResolversParentTypes['MatchedDocument']> = {
  __resolveType: TypeResolveFn<'Invoice' | 'PurchaseOrder', ParentType, ContextType>;
};

export type MatchedLineItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchedLineItem'] = ResolversParentTypes['MatchedLineItem']> = {
  additionalInfo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categories?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  glCode?: Resolver<Maybe<ResolversTypes['GlCode']>, ParentType, ContextType>;
  grossAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matchingClosed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  netAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sequenceNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  taxAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  taxCode?: Resolver<Maybe<ResolversTypes['TaxCode']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  markInvoicesExported?: Resolver<Maybe<ResolversTypes['MarkInvoicesExportedPayload']>, ParentType, ContextType, RequireFields<MutationMarkInvoicesExportedArgs, 'input'>>;
  reportSyncError?: Resolver<Maybe<ResolversTypes['ReportSyncErrorPayload']>, ParentType, ContextType, RequireFields<MutationReportSyncErrorArgs, 'input'>>;
  requestUpload?: Resolver<Maybe<ResolversTypes['RequestUploadPayload']>, ParentType, ContextType, RequireFields<MutationRequestUploadArgs, 'input'>>;
  startImport?: Resolver<Maybe<ResolversTypes['StartImportPayload']>, ParentType, ContextType, RequireFields<MutationStartImportArgs, 'input'>>;
  subscribeWebhook?: Resolver<Maybe<ResolversTypes['SubscribeWebhookPayload']>, ParentType, ContextType, RequireFields<MutationSubscribeWebhookArgs, 'input'>>;
  uploadFile?: Resolver<Maybe<ResolversTypes['UploadFilePayload']>, ParentType, ContextType, RequireFields<MutationUploadFileArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'ImportJob' | 'Invoice' | 'LineItem' | 'PurchaseOrder', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PurchaseOrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurchaseOrder'] = ResolversParentTypes['PurchaseOrder'], FederationReferenceType extends FederationReferenceTypes['PurchaseOrder'] = FederationReferenceTypes['PurchaseOrder']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PurchaseOrder']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineMatches?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Match']>>, ParentType, ContextType, RequireFields<PurchaseOrderLineMatchesArgs, 'lineId'>>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  backends?: Resolver<ReadonlyArray<ResolversTypes['BackendStatus']>, ParentType, ContextType>;
  columnValues?: Resolver<Maybe<ResolversTypes['ColumnValueConnection']>, ParentType, ContextType, RequireFields<QueryColumnValuesArgs, 'column' | 'company' | 'first'>>;
  companies?: Resolver<ReadonlyArray<ResolversTypes['Company']>, ParentType, ContextType>;
  counterparties?: Resolver<Maybe<ResolversTypes['CounterpartyConnection']>, ParentType, ContextType, RequireFields<QueryCounterpartiesArgs, 'first'>>;
  documentEvents?: Resolver<ReadonlyArray<ResolversTypes['DocumentEvent']>, ParentType, ContextType, RequireFields<QueryDocumentEventsArgs, 'first'>>;
  eventsEnd?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  importJob?: Resolver<Maybe<ResolversTypes['ImportJob']>, ParentType, ContextType, RequireFields<QueryImportJobArgs, 'id'>>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<QueryInvoiceArgs, 'id'>>;
  invoiceTotals?: Resolver<Maybe<ResolversTypes['InvoiceTotalConnection']>, ParentType, ContextType, RequireFields<QueryInvoiceTotalsArgs, 'first' | 'groupBy'>>;
  invoices?: Resolver<Maybe<ResolversTypes['InvoiceConnection']>, ParentType, ContextType, RequireFields<QueryInvoicesArgs, 'first'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  purchaseOrder?: Resolver<Maybe<ResolversTypes['PurchaseOrder']>, ParentType, ContextType, RequireFields<QueryPurchaseOrderArgs, 'id'>>;
  searchInvoices?: Resolver<Maybe<ResolversTypes['InvoiceSearchConnection']>, ParentType, ContextType, RequireFields<QuerySearchInvoicesArgs, 'orderBy'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  write?: Resolver<Maybe<ResolversTypes['Write']>, ParentType, ContextType, RequireFields<QueryWriteArgs, 'id'>>;
  writes?: Resolver<ResolversTypes['WriteConnection'], ParentType, ContextType, RequireFields<QueryWritesArgs, 'first'>>;
};

export type ReportSyncErrorPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportSyncErrorPayload'] = ResolversParentTypes['ReportSyncErrorPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RequestUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestUploadPayload'] = ResolversParentTypes['RequestUploadPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['UploadLocation']>, ParentType, ContextType>;
};

export type SalesOrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SalesOrder'] = ResolversParentTypes['SalesOrder']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  contactMobileNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactPhoneNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  county?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deliveryDateFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deliveryDateTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deliveryInstructions?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postcode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  town?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StartImportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartImportPayload'] = ResolversParentTypes['StartImportPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['ImportJob']>, ParentType, ContextType>;
};

export type SubscribeWebhookPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscribeWebhookPayload'] = ResolversParentTypes['SubscribeWebhookPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  documentEvents?: SubscriptionResolver<ResolversTypes['DocumentEvent'], "documentEvents", ParentType, ContextType, Partial<SubscriptionDocumentEventsArgs>>;
  importJob?: SubscriptionResolver<ResolversTypes['ImportJob'], "importJob", ParentType, ContextType, RequireFields<SubscriptionImportJobArgs, 'id'>>;
};

export type SupplierCardResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SupplierCard'] = ResolversParentTypes['SupplierCard']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  bankAccount?: Resolver<Maybe<ResolversTypes['BankAccount']>, ParentType, ContextType>;
  cardId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isOwnCompany?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isPerson?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nameAscii?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  sourceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  terms?: Resolver<Maybe<ResolversTypes['SupplierTerms']>, ParentType, ContextType>;
};

export type SupplierTermsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SupplierTerms'] = ResolversParentTypes['SupplierTerms']> = {
  days?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['SupplierTermsType'], ParentType, ContextType>;
};

export type TaxCodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxCode'] = ResolversParentTypes['TaxCode']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  ratePercent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sourceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface UploadScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Upload'], any> {
  name: 'Upload';
}

export type UploadFilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadFilePayload'] = ResolversParentTypes['UploadFilePayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  upload?: Resolver<Maybe<ResolversTypes['UploadedFile']>, ParentType, ContextType>;
};

export type UploadLocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadLocation'] = ResolversParentTypes['UploadLocation']> = {
  headers?: Resolver<ReadonlyArray<ResolversTypes['HttpHeader']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type UploadedFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadedFile'] = ResolversParentTypes['UploadedFile']> = {
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  documentState?: Resolver<Maybe<ResolversTypes['InvoiceState']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType>;
  writeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  companies?: Resolver<ReadonlyArray<ResolversTypes['Company']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WriteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Write'] = ResolversParentTypes['Write']> = {
  action?: Resolver<ResolversTypes['WriteAction'], ParentType, ContextType>;
  caller?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  idempotencyKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  invoiceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  isInferred?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['WriteOutcome'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WriteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WriteConnection'] = ResolversParentTypes['WriteConnection']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Write']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WriteResolvedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WriteResolved'] = ResolversParentTypes['WriteResolved']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['WriteOutcome'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['DocumentEventType'], ParentType, ContextType>;
  writeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AccountOutcome?: AccountOutcomeResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  BackendStatus?: BackendStatusResolvers<ContextType>;
  BankAccount?: BankAccountResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  ColumnValue?: ColumnValueResolvers<ContextType>;
  ColumnValueConnection?: ColumnValueConnectionResolvers<ContextType>;
  Company?: CompanyResolvers<ContextType>;
  Counterparty?: CounterpartyResolvers<ContextType>;
  CounterpartyConnection?: CounterpartyConnectionResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CreditReason?: CreditReasonResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateRange?: DateRangeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DocumentDigitized?: DocumentDigitizedResolvers<ContextType>;
  DocumentEvent?: DocumentEventResolvers<ContextType>;
  DocumentLeft?: DocumentLeftResolvers<ContextType>;
  DocumentListed?: DocumentListedResolvers<ContextType>;
  DocumentMarkedExported?: DocumentMarkedExportedResolvers<ContextType>;
  DocumentRejected?: DocumentRejectedResolvers<ContextType>;
  DocumentsExported?: DocumentsExportedResolvers<ContextType>;
  GlCode?: GlCodeResolvers<ContextType>;
  HttpHeader?: HttpHeaderResolvers<ContextType>;
  ImportCounts?: ImportCountsResolvers<ContextType>;
  ImportJob?: ImportJobResolvers<ContextType>;
  IndexFreshness?: IndexFreshnessResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
  InvoiceEvent?: InvoiceEventResolvers<ContextType>;
  InvoiceExportResult?: InvoiceExportResultResolvers<ContextType>;
  InvoiceFailure?: InvoiceFailureResolvers<ContextType>;
  InvoiceFile?: InvoiceFileResolvers<ContextType>;
  InvoiceSearchConnection?: InvoiceSearchConnectionResolvers<ContextType>;
  InvoiceTotal?: InvoiceTotalResolvers<ContextType>;
  InvoiceTotalConnection?: InvoiceTotalConnectionResolvers<ContextType>;
  LineItem?: LineItemResolvers<ContextType>;
  MarkInvoicesExportedPayload?: MarkInvoicesExportedPayloadResolvers<ContextType>;
  Match?: MatchResolvers<ContextType>;
  MatchedDocument?: MatchedDocumentResolvers<ContextType>;
  MatchedLineItem?: MatchedLineItemResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PurchaseOrder?: PurchaseOrderResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReportSyncErrorPayload?: ReportSyncErrorPayloadResolvers<ContextType>;
  RequestUploadPayload?: RequestUploadPayloadResolvers<ContextType>;
  SalesOrder?: SalesOrderResolvers<ContextType>;
  StartImportPayload?: StartImportPayloadResolvers<ContextType>;
  SubscribeWebhookPayload?: SubscribeWebhookPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SupplierCard?: SupplierCardResolvers<ContextType>;
  SupplierTerms?: SupplierTermsResolvers<ContextType>;
  TaxCode?: TaxCodeResolvers<ContextType>;
  URL?: GraphQLScalarType;
  Upload?: GraphQLScalarType;
  UploadFilePayload?: UploadFilePayloadResolvers<ContextType>;
  UploadLocation?: UploadLocationResolvers<ContextType>;
  UploadedFile?: UploadedFileResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Write?: WriteResolvers<ContextType>;
  WriteConnection?: WriteConnectionResolvers<ContextType>;
  WriteResolved?: WriteResolvedResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  restCalls?: RestCallsDirectiveResolver<any, any, ContextType>;
};
