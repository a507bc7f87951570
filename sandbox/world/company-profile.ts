import type { Zone } from './calendar.ts';
import type { NonEmpty } from './random.ts';
import type { TradeName } from './trades.ts';

/** A company of the sample world, its business partners, and its credentials with the three sources. */
export interface CompanyProfile {
  readonly key: CompanyKey;
  readonly name: string;
  readonly registrationCode: string;
  readonly vatNumber: string;
  readonly country: string;
  readonly address: string;
  readonly suppliers: NonEmpty<Supplier>;
  readonly customers: NonEmpty<Customer>;
  readonly taxes: NonEmpty<Tax>;
  readonly departments: NonEmpty<Department>;
  readonly lightyear: LightyearCredentials;
  readonly ivesk: IveskCredentials;
  readonly v6: V6Profile;
  /** True if the company has documents that break or stretch the contract of their source. */
  readonly hasOddDocuments: boolean;
}

export type CompanyKey = 'acme' | 'borealis' | 'curio';

export interface LightyearCredentials {
  readonly companyId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly zone: Zone;
}

export interface IveskCredentials {
  /** Įvesk's own id of the account, in its announcements. */
  readonly accountId: string;
  readonly apiKey: string;
  readonly companyCode: string;
  readonly webhookSecret: string;
}

export interface V6Credentials {
  readonly apiKey: string;
  readonly currency: string;
  readonly taxPercent: number;
  /** The contract allows both for a range without invoices; each company's deployment behaves differently. */
  readonly emptyAnswer: '204' | '[]';
}

export interface V6Profile extends V6Credentials {
  /** The beginning of the number of each of the company's invoices. */
  readonly numberPrefix: string;
}

export interface Supplier {
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly vatNumber: string | null;
  readonly registrationCode: string;
  readonly currency: string;
  readonly bic: string;
  readonly address: SupplierAddress;
  readonly trade: TradeName;
  /** 0 = due on receipt. */
  readonly termDays: number;
}

/** At most 50 characters each. */
export interface SupplierAddress {
  readonly street: string;
  readonly city: string;
  /** A county or a state. */
  readonly county: string | null;
  readonly postcode: string;
}

export interface Customer {
  /** Leading zeros are significant. */
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly postcode: string;
  /** The beginning of a phone number, which has 11 digits in all. */
  readonly phonePrefix: string;
}

export interface Tax {
  readonly code: string;
  readonly description: string;
  readonly ratePercent: number;
}

export interface Department {
  readonly code: string;
  readonly name: string;
}
