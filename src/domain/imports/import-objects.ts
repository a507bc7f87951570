import type { SupplierTermsType } from '../invoice.ts';
import type { Decimal } from '../values/decimal.ts';

/** Reference data of one kind, to be sent to a source. A field that is null or left out is not sent. */
export type ImportObjects =
  | { readonly type: 'SUPPLIER_CARDS'; readonly objects: readonly SupplierCardData[] }
  | { readonly type: 'GL_CODES'; readonly objects: readonly GlCodeData[] }
  | { readonly type: 'TAX_CODES'; readonly objects: readonly TaxCodeData[] }
  | { readonly type: CategoryImportType; readonly objects: readonly CategoryData[] };

export type CategoryImportType =
  | 'BRANCHES'
  | 'CATEGORIES'
  | 'CLASSES'
  | 'CUSTOMERS'
  | 'DEPARTMENTS'
  | 'FIXED_ASSETS'
  | 'ITEMS'
  | 'INVENTORIES'
  | 'JOBS'
  | 'LOCATIONS'
  | 'PROJECTS';

type Optional<T> = T | null | undefined;

export interface SupplierCardData {
  readonly sourceId: string;
  readonly code?: Optional<string>;
  readonly name: string;
  readonly taxNumber?: Optional<string>;
  readonly countryCode?: Optional<string>;
  readonly currency?: Optional<string>;
  readonly bankAccount?: Optional<BankAccountData>;
  /** At most five, of at most 50 characters each. */
  readonly addressLines?: Optional<readonly string[]>;
  readonly terms?: Optional<{ readonly type: SupplierTermsType; readonly days?: Optional<number> }>;
}

export interface BankAccountData {
  readonly accountName?: Optional<string>;
  readonly accountNumber?: Optional<string>;
  readonly sortCode?: Optional<string>;
  readonly bic?: Optional<string>;
  readonly iban?: Optional<string>;
}

export interface GlCodeData {
  readonly sourceId: string;
  readonly code?: Optional<string>;
  readonly description: string;
  readonly type?: Optional<string>;
  readonly isRounding?: Optional<boolean>;
  readonly isHeader?: Optional<boolean>;
  readonly isInUse?: Optional<boolean>;
}

export interface TaxCodeData {
  readonly sourceId: string;
  readonly code?: Optional<string>;
  readonly description: string;
  readonly ratePercent: Decimal;
}

export interface CategoryData {
  readonly sourceId: string;
  readonly parentSourceId?: Optional<string>;
  readonly code?: Optional<string>;
  readonly description: string;
  readonly sequence?: Optional<number>;
  readonly inUse?: Optional<boolean>;
}
