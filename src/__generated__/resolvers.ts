// Written by npm run codegen from schema/. Do not edit.
import type { ReceivedFile } from '../domain/received-file.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountOutcomeParent, InvoiceEdgeParent, InvoiceFailureParent, PageInfoParent } from '../features/invoice/invoice-list.ts';
import type { Backend } from '../backends/backend.ts';
import type { Company as DomainCompany } from '../domain/company.ts';
import type { StoredEvent } from '../store/event-log.ts';
import type { ImportJob as DomainImportJob } from '../domain/import-job.ts';
import type { InvoiceParent, InvoiceFileParent } from '../features/invoice/invoice.ts';
import type { InvoicePage } from '../loaders/invoice-page/read-page.ts';
import type { LineItem as DomainLineItem, SupplierCard as DomainSupplierCard } from '../domain/invoice.ts';
import type { MatchParent, PurchaseOrderParent } from '../features/match.ts';
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
  /** Instant or zoned time, RFC 3339; the offset is kept as the source gave it. */
  DateTime: { input: string; output: string; }
  /**
   * Exact decimal number as a string, e.g. "123.45": never a float. All digits that the source gave are there; trailing
   * zeros are not promised.
   */
  Decimal: { input: string; output: string; }
  /** Absolute URL. */
  URL: { input: string; output: string; }
  /**
   * A file on its way: only in a request by the GraphQL multipart request specification, with a header
   * `apollo-require-preflight: true`.
   */
  Upload: { input: ReceivedFile; output: ReceivedFile; }
  _FieldSet: { input: string; output: string; }
};

/** How one company's account with one source did for a page. */
export type AccountOutcome = {
  readonly __typename?: 'AccountOutcome';
  /** Whose account. */
  readonly company: Company;
  /** Why it failed. */
  readonly error: Maybe<UserError>;
  /** False where the account's documents are missing from the page. */
  readonly ok: Scalars['Boolean']['output'];
  /** With which source. */
  readonly source: Source;
};

/**
 * `lines` are all lines as given; city, county and postcode stand beside them where the source says which is which
 * (Lightyear supplier cards: lines 3, 4, 5).
 */
export type Address = {
  readonly __typename?: 'Address';
  /** City or town. */
  readonly city: Maybe<Scalars['String']['output']>;
  /** Country. */
  readonly countryCode: Maybe<Scalars['CountryCode']['output']>;
  /** County. */
  readonly county: Maybe<Scalars['String']['output']>;
  /** All lines as given, without empty ones. */
  readonly lines: ReadonlyArray<Scalars['String']['output']>;
  /** Postcode. */
  readonly postcode: Maybe<Scalars['String']['output']>;
};

/** How an account's last calls went. */
export type BackendState =
  /** Some of the last calls failed. */
  | 'DEGRADED'
  /** The circuit breaker is open: no calls are made for now. */
  | 'DOWN'
  /** No call has been made yet. */
  | 'UNKNOWN'
  /** The last call was answered. */
  | 'UP';

/** State of one account's source as the gateway sees it. */
export type BackendStatus = {
  readonly __typename?: 'BackendStatus';
  /** Whose account. */
  readonly company: Company;
  /** What was wrong with its last failed call, while that is still so. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** How long its last answered call took, in milliseconds. */
  readonly latencyMs: Maybe<Scalars['Float']['output']>;
  /** With which source. */
  readonly source: Source;
  /** How its last calls went. */
  readonly state: BackendState;
};

/** Where a supplier is paid. */
export type BankAccount = {
  readonly __typename?: 'BankAccount';
  /** Holder's name. */
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

/** Where a supplier is paid. Sent as it is given, without a check. */
export type BankAccountInput = {
  /** Holder's name. */
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
  /** What they stand for. */
  readonly kind: CategoryImportKind;
};

/** A category that a document or a line is put under. */
export type Category = {
  readonly __typename?: 'Category';
  /** Its code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** In words. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Lightyear's own id of it. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** Can still be chosen. */
  readonly inUse: Maybe<Scalars['Boolean']['output']>;
  /** The parent's own id. */
  readonly parentId: Maybe<Scalars['ID']['output']>;
  /** The parent's key in that system. */
  readonly parentSourceId: Maybe<Scalars['String']['output']>;
  /** Place among its siblings. */
  readonly sequence: Maybe<Scalars['Int']['output']>;
  /** Its key in the system it was imported from. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
  /** What it stands for; null where none was given. */
  readonly type: Maybe<CategoryType>;
};

/** What imported categories stand for. */
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

/** A category. What is left out is not sent. */
export type CategoryInput = {
  /** Its code. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** In words. Not blank. */
  readonly description: Scalars['String']['input'];
  /** Can still be chosen. */
  readonly inUse?: InputMaybe<Scalars['Boolean']['input']>;
  /** The parent's key in that system. */
  readonly parentSourceId?: InputMaybe<Scalars['String']['input']>;
  /** Place among its siblings. */
  readonly sequence?: InputMaybe<Scalars['Int']['input']>;
  /** Its key in the system that it comes from. Not blank. */
  readonly sourceId: Scalars['String']['input'];
};

/** What a category stands for. */
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
  /** Something that this gateway does not know yet. */
  | 'OTHER'
  /** A project. */
  | 'PROJECT';

/** A value of an Įvesk custom column. */
export type ColumnValue = {
  readonly __typename?: 'ColumnValue';
  /** The value. */
  readonly code: Scalars['String']['output'];
  /** In words. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** When it changed last. */
  readonly modifiedAt: Maybe<Scalars['DateTime']['output']>;
};

/** A page of column values. */
export type ColumnValueConnection = {
  readonly __typename?: 'ColumnValueConnection';
  /** The page. */
  readonly nodes: ReadonlyArray<ColumnValue>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A company as configured: the accounts it holds with the sources decide what it has. */
export type Company = {
  readonly __typename?: 'Company';
  /** The company's key in the gateway's configuration. */
  readonly id: Scalars['ID']['output'];
  /** Its name, for people. */
  readonly name: Scalars['String']['output'];
  /** The sources it holds an account with. */
  readonly sources: ReadonlyArray<Source>;
};

/** Why a V6 credit memo was issued. */
export type CreditReason = {
  readonly __typename?: 'CreditReason';
  /** The reason's code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** The reason in words. */
  readonly description: Maybe<Scalars['String']['output']>;
};

/** The party billed: Įvesk buyer, V6 customer. */
export type Customer = {
  readonly __typename?: 'Customer';
  /** Where it is. */
  readonly address: Maybe<Address>;
  /** Its code at the source; leading zeros matter. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** Whether it is one of the account's own companies (Įvesk). */
  readonly isOwnCompany: Maybe<Scalars['Boolean']['output']>;
  /** Whether it is a natural person (Įvesk). */
  readonly isPerson: Maybe<Scalars['Boolean']['output']>;
  /** Its name. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Its name in ASCII letters (Įvesk). */
  readonly nameAscii: Maybe<Scalars['String']['output']>;
  /** Its VAT or tax number. */
  readonly taxNumber: Maybe<Scalars['String']['output']>;
};

/** A document was digitized. */
export type DocumentDigitized = DocumentEvent & {
  readonly __typename?: 'DocumentDigitized';
  /** Whose document it is. */
  readonly company: Company;
  /** Grows with each event: the position to go on from. */
  readonly id: Scalars['ID']['output'];
  /** The document as it was announced; bank details and the file's URL are read now, where they are selected. */
  readonly invoice: Invoice;
  /** When this gateway received it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** DIGITIZED */
  readonly type: DocumentEventType;
};

/** Something that Įvesk announced, each announcement once. */
export type DocumentEvent = {
  /** Whose documents it is about. */
  readonly company: Company;
  /** Grows with each event: the position to go on from. */
  readonly id: Scalars['ID']['output'];
  /** When this gateway received it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** What happened. */
  readonly type: DocumentEventType;
};

/** Which events. What is left out is not asked about. */
export type DocumentEventFilter = {
  /** Company.id of each; default: all that the caller may see. */
  readonly companies?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Default: all types. */
  readonly types?: InputMaybe<ReadonlyArray<DocumentEventType>>;
};

/** What happened to documents at Įvesk. */
export type DocumentEventType =
  /** One was digitized: a DocumentDigitized. */
  | 'DIGITIZED'
  /** The accountant exported some: a DocumentsExported. */
  | 'EXPORTED';

/** A hint that new documents are in the exported queue. */
export type DocumentsExported = DocumentEvent & {
  readonly __typename?: 'DocumentsExported';
  /** Whose documents they are. */
  readonly company: Company;
  /** The company's registration code, as Įvesk names it. */
  readonly companyCode: Maybe<Scalars['String']['output']>;
  /** Grows with each event: the position to go on from. */
  readonly id: Scalars['ID']['output'];
  /** When this gateway received it. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** EXPORTED */
  readonly type: DocumentEventType;
};

/** The kinds of failure, all of them but INTERNAL_SERVER_ERROR, which is a fault of this gateway and names a reference. */
export type ErrorCode =
  /** The source answered with something that is not what it promises. */
  | 'BACKEND_BAD_RESPONSE'
  /** The source asks to slow down. */
  | 'BACKEND_RATE_LIMITED'
  /** The source refused the request for another reason; the message says which. */
  | 'BACKEND_REJECTED'
  /** The source did not answer in time. */
  | 'BACKEND_TIMEOUT'
  /** The source refused the credentials configured for it. */
  | 'BACKEND_UNAUTHORIZED'
  /** Refused connection, 5xx, or open circuit breaker. */
  | 'BACKEND_UNAVAILABLE'
  /** The request is wrong; the message says what to change. */
  | 'BAD_USER_INPUT'
  /** The source refused: the document is not in a state that allows it (e.g. it was exported already). */
  | 'CONFLICT'
  /**
   * Events: those after this id are no longer all kept, start again from the sources' queues. Lists: the cursor was given
   * by another version of the gateway, begin again without `after`.
   */
  | 'CURSOR_EXPIRED'
  /** The caller lacks the scope that the field needs. */
  | 'FORBIDDEN'
  /** There is no such document, or company, for this caller. */
  | 'NOT_FOUND'
  /** A write was sent and no answer came: it may or may not have happened, and was NOT sent again. */
  | 'OUTCOME_UNKNOWN'
  /** The gateway has too much in flight for this caller or account: try again a little later. */
  | 'RATE_LIMITED'
  /** No token, or one that is not valid. */
  | 'UNAUTHENTICATED'
  /** The source of this document has no such operation. */
  | 'UNSUPPORTED_BY_SOURCE';

/** A ledger account. */
export type GlCode = {
  readonly __typename?: 'GlCode';
  /** Account number. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** In words. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Lightyear's own id of it. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** Is a heading, not an account to post to. */
  readonly isHeader: Maybe<Scalars['Boolean']['output']>;
  /** Is in use in the system it was imported from. */
  readonly isInUse: Maybe<Scalars['Boolean']['output']>;
  /** Takes rounding differences. */
  readonly isRounding: Maybe<Scalars['Boolean']['output']>;
  /** Its key in the system it was imported from. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
  /** Its type as the source names it. */
  readonly type: Maybe<Scalars['String']['output']>;
};

/** A ledger account. What is left out is not sent. */
export type GlCodeInput = {
  /** Account number. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** In words. Not blank. */
  readonly description: Scalars['String']['input'];
  /** Is a heading, not an account to post to. */
  readonly isHeader?: InputMaybe<Scalars['Boolean']['input']>;
  /** Is in use in the system that it comes from. */
  readonly isInUse?: InputMaybe<Scalars['Boolean']['input']>;
  /** Takes rounding differences. */
  readonly isRounding?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its key in the system that it comes from. Not blank. */
  readonly sourceId: Scalars['String']['input'];
  /** Its type as the system names it. */
  readonly type?: InputMaybe<Scalars['String']['input']>;
};

/** A header of an HTTP request. */
export type HttpHeader = {
  readonly __typename?: 'HttpHeader';
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its value. */
  readonly value: Scalars['String']['output'];
};

/** What an import job did. */
export type ImportCounts = {
  readonly __typename?: 'ImportCounts';
  /** Deleted objects. */
  readonly deleted: Scalars['Int']['output'];
  /** New objects. */
  readonly inserted: Scalars['Int']['output'];
  /** Objects that were the same already. */
  readonly unchanged: Scalars['Int']['output'];
  /** Changed objects. */
  readonly updated: Scalars['Int']['output'];
};

/** An import of reference data into Lightyear, under way or done. */
export type ImportJob = Node & {
  readonly __typename?: 'ImportJob';
  /** Whose import it is. */
  readonly company: Company;
  /** What it did so far; null before Lightyear tells. */
  readonly counts: Maybe<ImportCounts>;
  /** When it was started. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** The system the objects come from, as given at its start. */
  readonly sourceApplicationCode: Maybe<Scalars['String']['output']>;
  /** The job's id at Lightyear. */
  readonly sourceId: Scalars['String']['output'];
  /** How far it is. */
  readonly status: ImportJobStatus;
  /** What is imported. */
  readonly type: ImportJobType;
  /** When it changed last. */
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** How far an import job is. */
export type ImportJobStatus =
  /** Given up; Lightyear gives no reason. */
  | 'FAILED'
  /** Done. */
  | 'FINISHED'
  /** Under way. */
  | 'IN_PROGRESS'
  /** A state that this gateway does not know yet, or none was given. */
  | 'UNKNOWN';

/** What an import job imports. */
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
  /** Something that this gateway does not know yet. */
  | 'OTHER'
  /** Projects. */
  | 'PROJECTS'
  /** Supplier cards. */
  | 'SUPPLIER_CARDS'
  /** Tax codes. */
  | 'TAX_CODES';

/** Exactly one kind. */
export type ImportObjectsInput =
  /** Categories of one kind. */
  { readonly categories: CategoriesInput; readonly glCodes?: never; readonly supplierCards?: never; readonly taxCodes?: never; }
  |  /** Ledger accounts. */
  { readonly categories?: never; readonly glCodes: ReadonlyArray<GlCodeInput>; readonly supplierCards?: never; readonly taxCodes?: never; }
  |  /** Supplier cards. */
  { readonly categories?: never; readonly glCodes?: never; readonly supplierCards: ReadonlyArray<SupplierCardInput>; readonly taxCodes?: never; }
  |  /** Tax codes. */
  { readonly categories?: never; readonly glCodes?: never; readonly supplierCards?: never; readonly taxCodes: ReadonlyArray<TaxCodeInput>; };

/** A document of one of the sources. What a source does not have is null or an empty list. */
export type Invoice = Node & {
  readonly __typename?: 'Invoice';
  /** Free text that was entered with the document (Lightyear). */
  readonly additionalInfo: Maybe<Scalars['String']['output']>;
  /** Įvesk: allocation of the whole document. */
  readonly allocation: Maybe<Scalars['String']['output']>;
  /** Categories of the whole document (Lightyear). */
  readonly categories: ReadonlyArray<Category>;
  /** The company whose account it was read with. */
  readonly company: Company;
  /** Įvesk: registration code of the company that the document belongs to. */
  readonly companyCode: Maybe<Scalars['String']['output']>;
  /** V6, on credit memos: why it was issued. */
  readonly creditReason: Maybe<CreditReason>;
  /** Currency of all its amounts. */
  readonly currency: Maybe<Scalars['CurrencyCode']['output']>;
  /** Who is billed: Įvesk buyer, V6 customer. */
  readonly customer: Maybe<Customer>;
  /** Įvesk: when digitization ended. */
  readonly digitizedAt: Maybe<Scalars['DateTime']['output']>;
  /** Įvesk: the document type as digitized, e.g. "invoice". */
  readonly documentType: Maybe<Scalars['String']['output']>;
  /** The day by which it is to be paid. */
  readonly dueDate: Maybe<Scalars['Date']['output']>;
  /** Įvesk: rate of its currency to the company's own. */
  readonly exchangeRate: Maybe<Scalars['Decimal']['output']>;
  /** Įvesk: when the accountant exported it last. */
  readonly exportedAt: Maybe<Scalars['DateTime']['output']>;
  /** The soft copy, where there is one. */
  readonly file: Maybe<InvoiceFile>;
  /** The ledger account of the whole document (Lightyear). */
  readonly glCode: Maybe<GlCode>;
  /** Net plus tax; computed exactly where the source gives only two of the three. */
  readonly grossAmount: Maybe<Scalars['Decimal']['output']>;
  /** Įvesk: whether a cash receipt belongs to it. */
  readonly hasReceipt: Maybe<Scalars['Boolean']['output']>;
  /** Opaque and stable; holds what the gateway needs to find the document again. */
  readonly id: Scalars['ID']['output'];
  /** Įvesk: whether it goes to the tax authority's i.SAF register. */
  readonly isReportedToIsaf: Maybe<Scalars['Boolean']['output']>;
  /** Įvesk: whether tax is accounted for separately. */
  readonly isTaxSeparate: Maybe<Scalars['Boolean']['output']>;
  /** The date printed on it. */
  readonly issueDate: Maybe<Scalars['Date']['output']>;
  /** What kind of document it is; OTHER where the source's word for it is not known. */
  readonly kind: InvoiceKind;
  /** Whether the lines are the document's own or were derived from its totals (Lightyear Service*). */
  readonly lineDetail: LineDetail;
  /** Its lines, in the source's order. */
  readonly lineItems: ReadonlyArray<LineItem>;
  /** V6: whether the amounts of its lines were entered with tax; `netAmount` and `grossAmount` are right either way. */
  readonly linesIncludeTax: Maybe<Scalars['Boolean']['output']>;
  /** Total without tax. */
  readonly netAmount: Maybe<Scalars['Decimal']['output']>;
  /** The number printed on it; Įvesk keeps its `series` beside it. */
  readonly number: Maybe<Scalars['String']['output']>;
  /** Įvesk: the day of the business operation, where it differs from the issue date. */
  readonly operationDate: Maybe<Scalars['Date']['output']>;
  /** Įvesk: purchase or sale, as Įvesk names it, e.g. "pirkimas". */
  readonly operationType: Maybe<Scalars['String']['output']>;
  /** Įvesk: days in which it is to be paid. */
  readonly paymentTermDays: Maybe<Scalars['Int']['output']>;
  /** The purchase order number as printed or entered. */
  readonly purchaseOrderNumber: Maybe<Scalars['String']['output']>;
  /** The sales order it belongs to (Lightyear). */
  readonly salesOrder: Maybe<SalesOrder>;
  /** Įvesk: the series that belongs to the number. */
  readonly series: Maybe<Scalars['String']['output']>;
  /** The system it comes from. */
  readonly source: Source;
  /** The document's key in its own source: Lightyear and Įvesk id, V6 invoiceNo. */
  readonly sourceId: Scalars['String']['output'];
  /** Who issued it: Lightyear supplier card, Įvesk seller. */
  readonly supplier: Maybe<SupplierCard>;
  /** Įvesk: tags as given at upload. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Total tax. */
  readonly taxAmount: Maybe<Scalars['Decimal']['output']>;
  /** Įvesk: userdata or sourcedata as given at upload. */
  readonly uploadReference: Maybe<Scalars['String']['output']>;
  /** Įvesk: warehouse of the whole document. */
  readonly warehouse: Maybe<Scalars['String']['output']>;
};

/** A page of invoices, and how each account did. */
export type InvoiceConnection = {
  readonly __typename?: 'InvoiceConnection';
  /**
   * How each account that was asked did. A failed one is listed here and does not fail the page; only when all fail is it
   * a GraphQL error.
   */
  readonly accounts: ReadonlyArray<AccountOutcome>;
  /** The page with a cursor for each document. */
  readonly edges: ReadonlyArray<InvoiceEdge>;
  /** Documents of this page that are in a list but could not be read just now; ask for them again by id. */
  readonly failures: ReadonlyArray<InvoiceFailure>;
  /** The page. */
  readonly nodes: ReadonlyArray<Invoice>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** An invoice and its place in the list. */
export type InvoiceEdge = {
  readonly __typename?: 'InvoiceEdge';
  /** Going on from here gives what follows this document. */
  readonly cursor: Scalars['String']['output'];
  /** The document. */
  readonly node: Invoice;
};

/** How it went for one document. */
export type InvoiceExportResult = {
  readonly __typename?: 'InvoiceExportResult';
  /**
   * Why not. CONFLICT: it was exported or rejected already. OUTCOME_UNKNOWN: it may have happened; look whether the
   * document is still listed before asking again.
   */
  readonly error: Maybe<UserError>;
  /** The id as it was asked for. */
  readonly id: Scalars['ID']['output'];
  /** True where the source has taken note. */
  readonly ok: Scalars['Boolean']['output'];
};

/** A document of the page that could not be read. */
export type InvoiceFailure = {
  readonly __typename?: 'InvoiceFailure';
  /** Why. */
  readonly error: UserError;
  /** The invoice's global id. */
  readonly id: Scalars['ID']['output'];
};

/** The soft copy of a document. */
export type InvoiceFile = {
  readonly __typename?: 'InvoiceFile';
  /** Asked for when it is selected, time-limited, and fetched without credentials. */
  readonly downloadUrl: Maybe<Scalars['URL']['output']>;
  /** Its file name. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** Narrows a list of invoices. All conditions hold together. */
export type InvoiceFilter = {
  /** Default: all that the caller may see. */
  readonly companies?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /**
   * First issue date, inclusive. V6 is asked for just this range, which may have 366 days; a longer one is BAD_USER_INPUT of
   * the V6 account. Default for V6: the last 30 days. A document without a usable date is left out, except V6's: V6 itself
   * says which of its documents are in the range.
   */
  readonly issuedFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Last issue date, inclusive. V6 default: today (UTC). */
  readonly issuedTo?: InputMaybe<Scalars['Date']['input']>;
  /** Įvesk queue to read. */
  readonly iveskQueue?: InputMaybe<IveskQueue>;
  /** Default: all. */
  readonly kinds?: InputMaybe<ReadonlyArray<InvoiceKind>>;
  /** Įvesk: only documents that entered the queue after this instant. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Default: all. */
  readonly sources?: InputMaybe<ReadonlyArray<Source>>;
};

/** What kind of document an invoice is. */
export type InvoiceKind =
  /** A credit note: Lightyear *CrNote, V6 credit memo. */
  | 'CREDIT_NOTE'
  /** A debit note: V6 debit memo. */
  | 'DEBIT_NOTE'
  /** An expense (Lightyear). */
  | 'EXPENSE'
  /** An invoice. */
  | 'INVOICE'
  /** A kind that this gateway does not know yet, or none was given. */
  | 'OTHER'
  /** A receipt (Lightyear). */
  | 'RECEIPT';

/** The queues of Įvesk. */
export type IveskQueue =
  /** Documents in the order in which digitization ended. */
  | 'DIGITIZED'
  /** Documents in the order in which the accountant exported them. */
  | 'EXPORTED';

/** Where the lines of a document come from. */
export type LineDetail =
  /** Lines derived from the document's totals. */
  | 'DOCUMENT_TOTALS'
  /** The document's own lines. */
  | 'ORIGINAL';

/** A line of an invoice. */
export type LineItem = Node & {
  readonly __typename?: 'LineItem';
  /** Free text that was entered with the line (Lightyear). */
  readonly additionalInfo: Maybe<Scalars['String']['output']>;
  /** Lightyear: categories of the line. */
  readonly categories: ReadonlyArray<Category>;
  /** Item, service or product code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** V6: department. */
  readonly departmentCode: Maybe<Scalars['String']['output']>;
  /** What was bought, in words. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Its ledger account. */
  readonly glCode: Maybe<GlCode>;
  /** Net plus tax; computed exactly where the source gives only two of the three. */
  readonly grossAmount: Maybe<Scalars['Decimal']['output']>;
  /** Opaque and stable as long as the source keeps the line's id or place. */
  readonly id: Scalars['ID']['output'];
  /** Purchase order lines matched to this line (Lightyear); empty for the other sources. */
  readonly matches: ReadonlyArray<Match>;
  /** Amount without tax. */
  readonly netAmount: Maybe<Scalars['Decimal']['output']>;
  /** Įvesk: object, the accountant's own dimension. */
  readonly object: Maybe<Scalars['String']['output']>;
  /** 1 for the first line. */
  readonly position: Scalars['Int']['output'];
  /** How many. */
  readonly quantity: Maybe<Scalars['Decimal']['output']>;
  /** The line's id at its source, where it has one. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
  /** Tax. */
  readonly taxAmount: Maybe<Scalars['Decimal']['output']>;
  /** How it is taxed. */
  readonly taxCode: Maybe<TaxCode>;
  /** Unit of the quantity as the source names it. */
  readonly unit: Maybe<Scalars['String']['output']>;
  /** Price of one unit. */
  readonly unitPrice: Maybe<Scalars['Decimal']['output']>;
  /** Įvesk: warehouse. */
  readonly warehouse: Maybe<Scalars['String']['output']>;
};

/** Documents that were taken over. */
export type MarkInvoicesExportedInput = {
  /** Invoice.id of each, 1 to 200. One that is given twice is sent once. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
};

/** How it went, document by document. */
export type MarkInvoicesExportedPayload = {
  readonly __typename?: 'MarkInvoicesExportedPayload';
  /** One for each id, in the order asked. */
  readonly results: ReadonlyArray<InvoiceExportResult>;
};

/** A line of another document matched to the line it was asked from. */
export type Match = {
  readonly __typename?: 'Match';
  /** The other document: a purchase order when asked from an invoice line, an invoice when asked from a purchase order line. */
  readonly document: MatchedDocument;
  /** The line of that other document. */
  readonly lineItem: MatchedLineItem;
  /** How sure the match is. */
  readonly type: MatchType;
};

/** How sure a match is. */
export type MatchType =
  /** Confirmed by a person. */
  | 'CONFIRMED'
  /** A state that this gateway does not know yet. */
  | 'OTHER';

/** The other side of a match. */
export type MatchedDocument = Invoice | PurchaseOrder;

/** A line as a match tells it. */
export type MatchedLineItem = {
  readonly __typename?: 'MatchedLineItem';
  /** Free text that was entered with the line. */
  readonly additionalInfo: Maybe<Scalars['String']['output']>;
  /** Its categories. */
  readonly categories: ReadonlyArray<Category>;
  /** Product code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** In words. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Its ledger account. */
  readonly glCode: Maybe<GlCode>;
  /** Net plus tax. */
  readonly grossAmount: Maybe<Scalars['Decimal']['output']>;
  /** The line's id at the source. */
  readonly id: Scalars['ID']['output'];
  /** No more lines will be matched to it. */
  readonly matchingClosed: Maybe<Scalars['Boolean']['output']>;
  /** Amount without tax. */
  readonly netAmount: Maybe<Scalars['Decimal']['output']>;
  /** How many. */
  readonly quantity: Maybe<Scalars['Decimal']['output']>;
  /** Its place in its document. */
  readonly sequenceNumber: Maybe<Scalars['Int']['output']>;
  /** Tax. */
  readonly taxAmount: Maybe<Scalars['Decimal']['output']>;
  /** How it is taxed. */
  readonly taxCode: Maybe<TaxCode>;
};

/** What changes something at a source. Every write is sent once; OUTCOME_UNKNOWN says that its answer was lost. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Tells the source that documents were taken over, so that it lists them no more. Every document has its own outcome, in
   * the order asked; one failure does not stop the others. Lightyear only: others answer UNSUPPORTED_BY_SOURCE.
   */
  readonly markInvoicesExported: MarkInvoicesExportedPayload;
  /**
   * Tells the accountant that a document could not be taken over: a sync error at Įvesk, a rejection at Lightyear, which
   * lists the document no more. V6 has nothing of the kind: UNSUPPORTED_BY_SOURCE.
   */
  readonly reportSyncError: ReportSyncErrorPayload;
  /**
   * Where a client can PUT a file to Įvesk by itself: the direct way for browsers and large files. The location is for one
   * PUT, and ends after some minutes.
   */
  readonly requestUpload: RequestUploadPayload;
  /**
   * Starts an import of reference data of one kind into Lightyear. It goes on there: ask `importJob` how far it is. An input
   * that is wrong is refused whole, with all that is wrong with it, and nothing is sent.
   */
  readonly startImport: StartImportPayload;
  /**
   * Asks Įvesk to announce events of a company to this gateway, which answers the confirmation by itself. Needed once; once
   * more does no harm.
   */
  readonly subscribeWebhook: SubscribeWebhookPayload;
  /** Takes a file and hands it on to Įvesk, without holding it in memory. Needs a multipart request. */
  readonly uploadFile: UploadFilePayload;
};


/** What changes something at a source. Every write is sent once; OUTCOME_UNKNOWN says that its answer was lost. */
export type MutationMarkInvoicesExportedArgs = {
  input: MarkInvoicesExportedInput;
};


/** What changes something at a source. Every write is sent once; OUTCOME_UNKNOWN says that its answer was lost. */
export type MutationReportSyncErrorArgs = {
  input: ReportSyncErrorInput;
};


/** What changes something at a source. Every write is sent once; OUTCOME_UNKNOWN says that its answer was lost. */
export type MutationRequestUploadArgs = {
  input: RequestUploadInput;
};


/** What changes something at a source. Every write is sent once; OUTCOME_UNKNOWN says that its answer was lost. */
export type MutationStartImportArgs = {
  input: StartImportInput;
};


/** What changes something at a source. Every write is sent once; OUTCOME_UNKNOWN says that its answer was lost. */
export type MutationSubscribeWebhookArgs = {
  input: SubscribeWebhookInput;
};


/** What changes something at a source. Every write is sent once; OUTCOME_UNKNOWN says that its answer was lost. */
export type MutationUploadFileArgs = {
  input: UploadFileInput;
};

/** Anything with a global id. */
export type Node = {
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
};

/** Where a page stands in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The position to go on from, also after an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** True where going on from `endCursor` may give more. Also true while an account that failed may hold more. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True where the page was asked for with `after`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** Known by reference only: Lightyear has no call that reads one. */
export type PurchaseOrder = Node & {
  readonly __typename?: 'PurchaseOrder';
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** Invoice lines matched to a line of this purchase order. */
  readonly lineMatches: ReadonlyArray<Match>;
  /** Always LIGHTYEAR. */
  readonly source: Source;
  /** Its id at the source. */
  readonly sourceId: Scalars['String']['output'];
};


/** Known by reference only: Lightyear has no call that reads one. */
export type PurchaseOrderLineMatchesArgs = {
  lineId: Scalars['String']['input'];
};

export type Query = {
  readonly __typename?: 'Query';
  /** State of each account's source as the gateway sees it from the calls it makes; asking makes none. */
  readonly backends: ReadonlyArray<BackendStatus>;
  /** Values of an Įvesk custom column, in the order in which Įvesk gives them. */
  readonly columnValues: ColumnValueConnection;
  /** The companies that the caller may see. */
  readonly companies: ReadonlyArray<Company>;
  /**
   * Events that were received, oldest first, for catching up. Null `after`: from the oldest that is kept. CURSOR_EXPIRED
   * where events after it are no longer all kept.
   */
  readonly documentEvents: ReadonlyArray<DocumentEvent>;
  /** An import job by its global id. Null where there is none for this caller. */
  readonly importJob: Maybe<ImportJob>;
  /** One invoice by its global id. Null where there is none for this caller. */
  readonly invoice: Maybe<Invoice>;
  /**
   * Invoices that are ready to be taken over, of all companies and sources the caller may see: Lightyear's exportable
   * list and the Įvesk queue in their own order, V6 by date and number. With filters a page may be shorter than `first`,
   * even empty, and still have a next one: it looks at no more than 1,000 documents. Going on from an endCursor never
   * skips a document, even when documents of the page before have been exported meanwhile.
   */
  readonly invoices: InvoiceConnection;
  /**
   * Any object by its global id: an invoice, a line item, a purchase order or an import job. Null where there is none for
   * this caller.
   */
  readonly node: Maybe<Node>;
  /** Like `node` for many ids at once, in the order asked; at most 200. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** A purchase order by its global id, as Match.document gives it. Null for a company that the caller may not see. */
  readonly purchaseOrder: Maybe<PurchaseOrder>;
};


export type QueryColumnValuesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  column: Scalars['String']['input'];
  company: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  modifiedSince: InputMaybe<Scalars['DateTime']['input']>;
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

/** A document that could not be taken over. */
export type ReportSyncErrorInput = {
  /** Invoice.id */
  readonly invoiceId: Scalars['ID']['input'];
  /** What the accountant has to know, in 1 to 2,000 characters. */
  readonly message: Scalars['String']['input'];
};

/** Whether the accountant will be told. */
export type ReportSyncErrorPayload = {
  readonly __typename?: 'ReportSyncErrorPayload';
  /** Why not; empty where it has. */
  readonly errors: ReadonlyArray<UserError>;
  /** True where the source has taken note. */
  readonly ok: Scalars['Boolean']['output'];
};

/** A file that is to be PUT by the client. */
export type RequestUploadInput = {
  /** Company.id; may be left out by a caller that has only one with an Įvesk account. */
  readonly company?: InputMaybe<Scalars['ID']['input']>;
  /** With its extension, by which Įvesk knows what kind of file it is; at most 255 characters, without control characters. */
  readonly fileName: Scalars['String']['input'];
  /** What is to be done with it. */
  readonly options?: InputMaybe<UploadOptions>;
};

/** Where to PUT the file. */
export type RequestUploadPayload = {
  readonly __typename?: 'RequestUploadPayload';
  /** Why there is none. */
  readonly errors: ReadonlyArray<UserError>;
  /** Null where there are errors. */
  readonly location: Maybe<UploadLocation>;
};

/** The sales order that a Lightyear document belongs to. */
export type SalesOrder = {
  readonly __typename?: 'SalesOrder';
  /** Where it is delivered to. */
  readonly address: Maybe<Address>;
  /** Mobile number of the contact. */
  readonly contactMobileNumber: Maybe<Scalars['String']['output']>;
  /** Phone number of the contact. */
  readonly contactPhoneNumber: Maybe<Scalars['String']['output']>;
  /** County of the delivery. */
  readonly county: Maybe<Scalars['String']['output']>;
  /** First moment of the delivery window. */
  readonly deliveryDateFrom: Maybe<Scalars['DateTime']['output']>;
  /** Last moment of the delivery window. */
  readonly deliveryDateTo: Maybe<Scalars['DateTime']['output']>;
  /** What the carrier should know. */
  readonly deliveryInstructions: Maybe<Scalars['String']['output']>;
  /** Postcode of the delivery. */
  readonly postcode: Maybe<Scalars['String']['output']>;
  /** Town of the delivery. */
  readonly town: Maybe<Scalars['String']['output']>;
};

/** The systems behind this endpoint. */
export type Source =
  /** Įvesk.lt: digitizes documents. */
  | 'IVESK'
  /** Lightyear: approves supplier invoices and hands them over for export. */
  | 'LIGHTYEAR'
  /** V6: invoices of a freight system. */
  | 'V6';

/** Reference data of one kind. */
export type StartImportInput = {
  /** Company.id; may be left out by a caller that has only one with a Lightyear account. */
  readonly company?: InputMaybe<Scalars['ID']['input']>;
  /** What is imported: 1 to 10,000 objects, of 10 MB at most as they are sent. */
  readonly objects: ImportObjectsInput;
  /** Names the system that the objects come from, in 1 to 200 characters. */
  readonly sourceApplicationCode: Scalars['String']['input'];
};

/** Whether the import was started. */
export type StartImportPayload = {
  readonly __typename?: 'StartImportPayload';
  /**
   * Why it was not started, fault by fault: the first 100, and how many more there are. OUTCOME_UNKNOWN: it may have been
   * started; look at Lightyear before sending it again.
   */
  readonly errors: ReadonlyArray<UserError>;
  /** The job as it is at its start; null where there are errors. Read without the scope imports:read, which following it needs. */
  readonly job: Maybe<ImportJob>;
};

/** Events that are to be announced. */
export type SubscribeWebhookInput = {
  /** Company.id; may be left out by a caller that has only one with an Įvesk account. */
  readonly company?: InputMaybe<Scalars['ID']['input']>;
  /** Which events. */
  readonly event: WebhookEvent;
};

/** Where the events will come to. */
export type SubscribeWebhookPayload = {
  readonly __typename?: 'SubscribeWebhookPayload';
  /** Why there is none. */
  readonly errors: ReadonlyArray<UserError>;
  /** This gateway's own URL for them, without its secret; null where there are errors. */
  readonly target: Maybe<Scalars['URL']['output']>;
};

/** What is told as it happens: over WebSocket (graphql-transport-ws) at /graphql, or server-sent events at /graphql/stream. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * Events as they arrive; with `after`, first those received since that event, without gap or repetition. A subscriber that
   * does not keep up is ended, and goes on with the id of the last event that it got.
   */
  readonly documentEvents: DocumentEvent;
  /** The job now and whenever it changes; ends after FINISHED or FAILED. */
  readonly importJob: ImportJob;
};


/** What is told as it happens: over WebSocket (graphql-transport-ws) at /graphql, or server-sent events at /graphql/stream. */
export type SubscriptionDocumentEventsArgs = {
  after: InputMaybe<Scalars['ID']['input']>;
  filter: InputMaybe<DocumentEventFilter>;
};


/** What is told as it happens: over WebSocket (graphql-transport-ws) at /graphql, or server-sent events at /graphql/stream. */
export type SubscriptionImportJobArgs = {
  id: Scalars['ID']['input'];
};

/** Who issued a document. No source reads a supplier by itself: in a supergraph it is a reference only. */
export type SupplierCard = {
  readonly __typename?: 'SupplierCard';
  /** Its address. */
  readonly address: Maybe<Address>;
  /** Needs the scope bank:read; null with a FORBIDDEN error without it. */
  readonly bankAccount: Maybe<BankAccount>;
  /** Lightyear's own id of the supplier card. */
  readonly cardId: Maybe<Scalars['String']['output']>;
  /** Its code. Įvesk: company registration code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** Where it is registered. */
  readonly countryCode: Maybe<Scalars['CountryCode']['output']>;
  /** The currency it bills in. */
  readonly currency: Maybe<Scalars['CurrencyCode']['output']>;
  /** Stable for company, source and the supplier's key there (its code, tax number or name where it has none). */
  readonly id: Scalars['ID']['output'];
  /** Whether it is one of the account's own companies (Įvesk). */
  readonly isOwnCompany: Maybe<Scalars['Boolean']['output']>;
  /** Whether it is a natural person (Įvesk). */
  readonly isPerson: Maybe<Scalars['Boolean']['output']>;
  /** Its full name. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Its name in ASCII letters (Įvesk). */
  readonly nameAscii: Maybe<Scalars['String']['output']>;
  /** The system it comes from. */
  readonly source: Source;
  /** Lightyear: its key in the system it was imported from. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
  /** VAT or tax number. */
  readonly taxNumber: Maybe<Scalars['String']['output']>;
  /** When its invoices are due. */
  readonly terms: Maybe<SupplierTerms>;
};

/** A supplier. What is left out is not sent. */
export type SupplierCardInput = {
  /**
   * At most five lines of at most 50 characters. Lightyear reads the third as the city, the fourth as the county and the fifth
   * as the postcode: a line that is not known is the empty text.
   */
  readonly addressLines?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Where it is paid. */
  readonly bankAccount?: InputMaybe<BankAccountInput>;
  /** Its code. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** Where it is registered. */
  readonly countryCode?: InputMaybe<Scalars['CountryCode']['input']>;
  /** The currency it bills in. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Its full name. Not blank. */
  readonly name: Scalars['String']['input'];
  /** Its key in the system that it comes from. Not blank. */
  readonly sourceId: Scalars['String']['input'];
  /** VAT or tax number. */
  readonly taxNumber?: InputMaybe<Scalars['String']['input']>;
  /** When its invoices are due. */
  readonly terms?: InputMaybe<SupplierTermsInput>;
};

/** When a supplier's invoices are due. */
export type SupplierTerms = {
  readonly __typename?: 'SupplierTerms';
  /** Days, with FROM_BILL_DATE and FROM_END_OF_MONTH. */
  readonly days: Maybe<Scalars['Int']['output']>;
  /** How the due date is found. */
  readonly type: SupplierTermsType;
};

/** When a supplier's invoices are due. */
export type SupplierTermsInput = {
  /** Days, 0 or more: needed with FROM_BILL_DATE and FROM_END_OF_MONTH, and not allowed with the others. */
  readonly days?: InputMaybe<Scalars['Int']['input']>;
  /** How the due date is found. */
  readonly type: SupplierTermsType;
};

/** How a due date is found. */
export type SupplierTermsType =
  /** It is left empty. */
  | 'DO_NOT_POPULATE'
  /** On receipt. */
  | 'DUE_ON_RECEIPT'
  /** A number of days after the bill date. */
  | 'FROM_BILL_DATE'
  /** A number of days after the end of the month. */
  | 'FROM_END_OF_MONTH'
  /** On the month's last day. */
  | 'LAST_DAY_OF_MONTH'
  /** On the month's last working day. */
  | 'LAST_WORKING_DAY_OF_MONTH'
  /** As read from the document. */
  | 'USE_EXTRACTED_DUE_DATE';

/** The standard rate etc. as the source names it; Įvesk vatclass and vatpercent. */
export type TaxCode = {
  readonly __typename?: 'TaxCode';
  /** Its code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** In words. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Lightyear's own id of it. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** 20 means 20 %. */
  readonly ratePercent: Maybe<Scalars['Decimal']['output']>;
  /** Its key in the system it was imported from. */
  readonly sourceId: Maybe<Scalars['String']['output']>;
};

/** A tax code. What is left out is not sent. */
export type TaxCodeInput = {
  /** Its code. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** In words. Not blank. */
  readonly description: Scalars['String']['input'];
  /** 20 means 20 %; sent with all its digits. */
  readonly ratePercent: Scalars['Decimal']['input'];
  /** Its key in the system that it comes from. Not blank. */
  readonly sourceId: Scalars['String']['input'];
};

/** A file that is handed on by the gateway. */
export type UploadFileInput = {
  /** Company.id; may be left out by a caller that has only one with an Įvesk account. */
  readonly company?: InputMaybe<Scalars['ID']['input']>;
  /** The file: not empty, and at most as large as the gateway's limit (50 MiB as a rule). */
  readonly file: Scalars['Upload']['input'];
  /** Default: the file's own name. With its extension; at most 255 characters, without control characters. */
  readonly fileName?: InputMaybe<Scalars['String']['input']>;
  /** What is to be done with it. */
  readonly options?: InputMaybe<UploadOptions>;
};

/** How the upload went. */
export type UploadFilePayload = {
  readonly __typename?: 'UploadFilePayload';
  /** Why there is none. OUTCOME_UNKNOWN: the file may have arrived; wait whether its document appears before sending it again. */
  readonly errors: ReadonlyArray<UserError>;
  /** Null where there are errors. */
  readonly upload: Maybe<UploadedFile>;
};

/** PUT the bytes to `url` with exactly these headers and a Content-Length; no Authorization goes there. */
export type UploadLocation = {
  readonly __typename?: 'UploadLocation';
  /** To be sent as they are. */
  readonly headers: ReadonlyArray<HttpHeader>;
  /** PUT */
  readonly method: Scalars['String']['output'];
  /** Pre-signed: whoever has it can put the file. */
  readonly url: Scalars['URL']['output'];
};

/** What Įvesk does with a file. What is left out is as the account has it set. */
export type UploadOptions = {
  /** Comes back as Invoice.allocation. */
  readonly allocation?: InputMaybe<Scalars['String']['input']>;
  /** Look whether the document is there already. */
  readonly checkDuplicates?: InputMaybe<Scalars['Boolean']['input']>;
  /** Digitize the lines, too. */
  readonly processLines?: InputMaybe<Scalars['Boolean']['input']>;
  /** Comes back as Invoice.uploadReference: the way to find the file's document again. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Refuse what is no invoice. */
  readonly rejectNonInvoices?: InputMaybe<Scalars['Boolean']['input']>;
  /** The file may hold several documents. */
  readonly splitDocuments?: InputMaybe<Scalars['Boolean']['input']>;
  /** Come back as Invoice.tags. No tag may hold a comma. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Comes back as Invoice.warehouse. */
  readonly warehouse?: InputMaybe<Scalars['String']['input']>;
};

/** A file that has arrived at Įvesk's storage; its document appears in the queue DIGITIZED when it is digitized. */
export type UploadedFile = {
  readonly __typename?: 'UploadedFile';
  /** What Įvesk takes it for, by its name. */
  readonly contentType: Scalars['String']['output'];
  /** The name it was given. */
  readonly fileName: Scalars['String']['output'];
  /** Bytes. */
  readonly size: Scalars['Int']['output'];
};

/** A failure that a caller can act on. The same codes stand in `extensions.code` of a GraphQL error. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** What kind of failure it is. */
  readonly code: ErrorCode;
  /** Path of the input field at fault, where there is one. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** For a person to read; the text is not a contract. */
  readonly message: Scalars['String']['output'];
  /**
   * True where the same request may succeed later without a change: RATE_LIMITED, BACKEND_RATE_LIMITED, BACKEND_TIMEOUT
   * and BACKEND_UNAVAILABLE.
   */
  readonly retryable: Scalars['Boolean']['output'];
  /** The source that failed, where one did. */
  readonly source: Maybe<Source>;
};

/** What Įvesk announces. */
export type WebhookEvent =
  /** A document was digitized. */
  | 'ON_DIGITIZED'
  /** The accountant exported documents. */
  | 'ON_EXPORTED';



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
  AccountOutcome: ResolverTypeWrapper<AccountOutcomeParent>;
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
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CreditReason: ResolverTypeWrapper<CreditReason>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<Customer>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DocumentDigitized: ResolverTypeWrapper<StoredEvent>;
  DocumentEvent: ResolverTypeWrapper<StoredEvent>;
  DocumentEventFilter: DocumentEventFilter;
  DocumentEventType: DocumentEventType;
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
  Invoice: ResolverTypeWrapper<InvoiceParent>;
  InvoiceConnection: ResolverTypeWrapper<InvoicePage>;
  InvoiceEdge: ResolverTypeWrapper<InvoiceEdgeParent>;
  InvoiceExportResult: ResolverTypeWrapper<InvoiceExportResult>;
  InvoiceFailure: ResolverTypeWrapper<InvoiceFailureParent>;
  InvoiceFile: ResolverTypeWrapper<InvoiceFileParent>;
  InvoiceFilter: InvoiceFilter;
  InvoiceKind: InvoiceKind;
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
  WebhookEvent: WebhookEvent;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccountOutcome: AccountOutcomeParent;
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
  CountryCode: Scalars['CountryCode']['output'];
  CreditReason: CreditReason;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: Customer;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DocumentDigitized: StoredEvent;
  DocumentEvent: StoredEvent;
  DocumentEventFilter: DocumentEventFilter;
  DocumentsExported: StoredEvent;
  GlCode: GlCode;
  GlCodeInput: GlCodeInput;
  HttpHeader: HttpHeader;
  ImportCounts: ImportCounts;
  ImportJob: DomainImportJob;
  ImportObjectsInput: ImportObjectsInput;
  Invoice: InvoiceParent;
  InvoiceConnection: InvoicePage;
  InvoiceEdge: InvoiceEdgeParent;
  InvoiceExportResult: InvoiceExportResult;
  InvoiceFailure: InvoiceFailureParent;
  InvoiceFile: InvoiceFileParent;
  InvoiceFilter: InvoiceFilter;
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
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'DocumentDigitized' | 'DocumentsExported', ParentType, ContextType>;
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

export type InvoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  additionalInfo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  allocation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categories?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  companyCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  creditReason?: Resolver<Maybe<ResolversTypes['CreditReason']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  digitizedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  documentType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  exchangeRate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  exportedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['InvoiceFile']>, ParentType, ContextType>;
  glCode?: Resolver<Maybe<ResolversTypes['GlCode']>, ParentType, ContextType>;
  grossAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  hasReceipt?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  purchaseOrderNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  salesOrder?: Resolver<Maybe<ResolversTypes['SalesOrder']>, ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type InvoiceExportResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceExportResult'] = ResolversParentTypes['InvoiceExportResult']> = {
  error?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type InvoiceFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceFailure'] = ResolversParentTypes['InvoiceFailure']> = {
  error?: Resolver<ResolversTypes['UserError'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type InvoiceFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceFile'] = ResolversParentTypes['InvoiceFile']> = {
  downloadUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  matches?: Resolver<ReadonlyArray<ResolversTypes['Match']>, ParentType, ContextType>;
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
  document?: Resolver<ResolversTypes['MatchedDocument'], ParentType, ContextType>;
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
  markInvoicesExported?: Resolver<ResolversTypes['MarkInvoicesExportedPayload'], ParentType, ContextType, RequireFields<MutationMarkInvoicesExportedArgs, 'input'>>;
  reportSyncError?: Resolver<ResolversTypes['ReportSyncErrorPayload'], ParentType, ContextType, RequireFields<MutationReportSyncErrorArgs, 'input'>>;
  requestUpload?: Resolver<ResolversTypes['RequestUploadPayload'], ParentType, ContextType, RequireFields<MutationRequestUploadArgs, 'input'>>;
  startImport?: Resolver<ResolversTypes['StartImportPayload'], ParentType, ContextType, RequireFields<MutationStartImportArgs, 'input'>>;
  subscribeWebhook?: Resolver<ResolversTypes['SubscribeWebhookPayload'], ParentType, ContextType, RequireFields<MutationSubscribeWebhookArgs, 'input'>>;
  uploadFile?: Resolver<ResolversTypes['UploadFilePayload'], ParentType, ContextType, RequireFields<MutationUploadFileArgs, 'input'>>;
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
  lineMatches?: Resolver<ReadonlyArray<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<PurchaseOrderLineMatchesArgs, 'lineId'>>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  backends?: Resolver<ReadonlyArray<ResolversTypes['BackendStatus']>, ParentType, ContextType>;
  columnValues?: Resolver<ResolversTypes['ColumnValueConnection'], ParentType, ContextType, RequireFields<QueryColumnValuesArgs, 'column' | 'company' | 'first'>>;
  companies?: Resolver<ReadonlyArray<ResolversTypes['Company']>, ParentType, ContextType>;
  documentEvents?: Resolver<ReadonlyArray<ResolversTypes['DocumentEvent']>, ParentType, ContextType, RequireFields<QueryDocumentEventsArgs, 'first'>>;
  importJob?: Resolver<Maybe<ResolversTypes['ImportJob']>, ParentType, ContextType, RequireFields<QueryImportJobArgs, 'id'>>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<QueryInvoiceArgs, 'id'>>;
  invoices?: Resolver<ResolversTypes['InvoiceConnection'], ParentType, ContextType, RequireFields<QueryInvoicesArgs, 'first'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  purchaseOrder?: Resolver<Maybe<ResolversTypes['PurchaseOrder']>, ParentType, ContextType, RequireFields<QueryPurchaseOrderArgs, 'id'>>;
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
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType>;
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
  CountryCode?: GraphQLScalarType;
  CreditReason?: CreditReasonResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DocumentDigitized?: DocumentDigitizedResolvers<ContextType>;
  DocumentEvent?: DocumentEventResolvers<ContextType>;
  DocumentsExported?: DocumentsExportedResolvers<ContextType>;
  GlCode?: GlCodeResolvers<ContextType>;
  HttpHeader?: HttpHeaderResolvers<ContextType>;
  ImportCounts?: ImportCountsResolvers<ContextType>;
  ImportJob?: ImportJobResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
  InvoiceExportResult?: InvoiceExportResultResolvers<ContextType>;
  InvoiceFailure?: InvoiceFailureResolvers<ContextType>;
  InvoiceFile?: InvoiceFileResolvers<ContextType>;
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
};

export type DirectiveResolvers<ContextType = Context> = {
  restCalls?: RestCallsDirectiveResolver<any, any, ContextType>;
};
