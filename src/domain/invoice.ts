import type { InvoiceRef } from './ids.ts';
import type { IsoDate, IsoDateTime } from './values/dates.ts';
import type { Decimal } from './values/decimal.ts';

/**
 * A document of any source, in the words of the public schema. A property with the name of a schema field is that
 * field, and is read without a resolver.
 */
export interface Invoice {
  readonly ref: InvoiceRef;
  /** Values of the document that could not be understood, and are null. */
  readonly oddities: number;
  readonly sourceId: string;
  readonly kind: InvoiceKind;
  readonly direction: InvoiceDirection;
  /** A digest of what the source says, without bank details and the file's URL. */
  readonly revision: string;
  readonly lineDetail: 'ORIGINAL' | 'DOCUMENT_TOTALS';
  readonly number: string | null;
  readonly issueDate: IsoDate | null;
  /** By the source. `dueDateOf` computes a missing one, but not one that cannot be read. */
  readonly dueDate: IsoDate | 'UNREADABLE' | null;
  readonly currency: string | null;
  readonly netAmount: Decimal | null;
  readonly taxAmount: Decimal | null;
  readonly grossAmount: Decimal | null;
  readonly purchaseOrderNumber: string | null;
  readonly additionalInfo: string | null;
  readonly supplier: SupplierCard | null;
  readonly customer: Customer | null;
  readonly salesOrder: SalesOrder | null;
  readonly glCode: GlCode | null;
  readonly categories: readonly Category[];
  readonly lineItems: readonly LineItem[];
  readonly creditReason: CreditReason | null;
  readonly file: InvoiceFile | null;
  readonly linesIncludeTax: boolean | null;
  readonly documentType: string | null;
  readonly series: string | null;
  readonly operationDate: IsoDate | null;
  readonly operationType: string | null;
  readonly paymentTermDays: number | null;
  readonly exchangeRate: Decimal | null;
  readonly isTaxSeparate: boolean | null;
  readonly isReportedToIsaf: boolean | null;
  readonly hasReceipt: boolean | null;
  readonly warehouse: string | null;
  readonly allocation: string | null;
  readonly companyCode: string | null;
  readonly uploadReference: string | null;
  readonly tags: readonly string[];
  readonly digitizedAt: IsoDateTime | null;
  readonly exportedAt: IsoDateTime | null;
}

export type InvoiceKind = 'INVOICE' | 'CREDIT_NOTE' | 'DEBIT_NOTE' | 'RECEIPT' | 'EXPENSE' | 'OTHER';

/** Whether a document was taken over. */
export type InvoiceState = 'AWAITING_EXPORT' | 'EXPORTED' | 'REJECTED' | 'UNKNOWN';

export type InvoiceDirection = 'PURCHASE' | 'SALE' | 'UNKNOWN';

export interface LineItem {
  /** The document it belongs to: its id and its matches are found from there. */
  readonly document: InvoiceRef;
  readonly sourceId: string | null;
  /** 1 for the first line. */
  readonly position: number;
  readonly code: string | null;
  readonly description: string | null;
  readonly quantity: Decimal | null;
  readonly unit: string | null;
  readonly unitPrice: Decimal | null;
  readonly netAmount: Decimal | null;
  readonly taxAmount: Decimal | null;
  readonly grossAmount: Decimal | null;
  readonly taxCode: TaxCode | null;
  readonly glCode: GlCode | null;
  readonly departmentCode: string | null;
  readonly categories: readonly Category[];
  readonly additionalInfo: string | null;
  readonly warehouse: string | null;
  readonly object: string | null;
}

export interface SupplierCard {
  /** The document it was read from. */
  readonly document: InvoiceRef;
  readonly sourceId: string | null;
  readonly cardId: string | null;
  readonly code: string | null;
  readonly name: string | null;
  readonly nameAscii: string | null;
  readonly isPerson: boolean | null;
  readonly isOwnCompany: boolean | null;
  readonly taxNumber: string | null;
  readonly countryCode: string | null;
  readonly currency: string | null;
  /** WITHHELD if this copy came from a shared store, which never contains bank details. */
  readonly bankAccount: BankAccount | null | 'WITHHELD';
  readonly address: Address | null;
  readonly terms: SupplierTerms | null;
}

export interface BankAccount {
  readonly accountName: string | null;
  readonly accountNumber: string | null;
  readonly sortCode: string | null;
  readonly bic: string | null;
  readonly iban: string | null;
}

export interface Address {
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly county: string | null;
  readonly postcode: string | null;
  readonly countryCode: string | null;
}

export interface SupplierTerms {
  readonly type: SupplierTermsType;
  readonly days: number | null;
}

export type SupplierTermsType =
  | 'DO_NOT_POPULATE'
  | 'DUE_ON_RECEIPT'
  | 'FROM_BILL_DATE'
  | 'FROM_END_OF_MONTH'
  | 'LAST_DAY_OF_MONTH'
  | 'LAST_WORKING_DAY_OF_MONTH'
  | 'USE_EXTRACTED_DUE_DATE';

export interface Customer {
  readonly code: string | null;
  readonly name: string | null;
  readonly nameAscii: string | null;
  readonly taxNumber: string | null;
  readonly isPerson: boolean | null;
  readonly isOwnCompany: boolean | null;
  readonly address: Address | null;
}

export interface SalesOrder {
  readonly address: Address | null;
  readonly county: string | null;
  readonly town: string | null;
  readonly postcode: string | null;
  readonly contactMobileNumber: string | null;
  readonly contactPhoneNumber: string | null;
  readonly deliveryDateFrom: IsoDateTime | null;
  readonly deliveryDateTo: IsoDateTime | null;
  readonly deliveryInstructions: string | null;
}

export interface TaxCode {
  readonly id: string | null;
  readonly code: string | null;
  readonly description: string | null;
  readonly sourceId: string | null;
  /** 20 means 20 %. */
  readonly ratePercent: Decimal | null;
}

export interface GlCode {
  readonly id: string | null;
  readonly code: string | null;
  readonly description: string | null;
  readonly sourceId: string | null;
  readonly type: string | null;
  readonly isRounding: boolean | null;
  readonly isHeader: boolean | null;
  readonly isInUse: boolean | null;
}

export interface Category {
  readonly id: string | null;
  readonly parentId: string | null;
  readonly code: string | null;
  readonly description: string | null;
  readonly sourceId: string | null;
  readonly parentSourceId: string | null;
  readonly sequence: number | null;
  readonly inUse: boolean | null;
  readonly type: CategoryType | null;
}

export type CategoryType =
  | 'BRANCH'
  | 'CATEGORY'
  | 'CLASSIFICATION'
  | 'CUSTOMER'
  | 'DEPARTMENT'
  | 'FIXED_ASSET'
  | 'INVENTORY'
  | 'ITEM'
  | 'JOB'
  | 'LOCATION'
  | 'PROJECT'
  | 'OTHER';

export interface CreditReason {
  readonly code: string | null;
  readonly description: string | null;
}

export interface InvoiceFile {
  readonly name: string | null;
  /** The document's own link, if its source puts one into the document instead of giving it on request. */
  readonly url: string | null;
}
