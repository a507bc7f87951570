import type { Wire } from '../wire.ts';
import type { components } from './__generated__/rest.ts';

export type Schemas = components['schemas'];
export type Terms = NonNullable<Schemas['SupplierCard']['terms']>;
export type MatchedLine = NonNullable<Schemas['Match']['lineItem']>;
export type MatchedGlCode = NonNullable<MatchedLine['glCode']>;

export type WireInvoice = Wire<Schemas['Invoice']>;
export type WireLineItem = Wire<Schemas['LineItem']>;
export type WireSupplierCard = Wire<Schemas['SupplierCard']>;
export type WireTerms = Wire<Terms>;
export type WireBankAccount = Wire<Schemas['BankAccount']>;
export type WireAddress = Wire<Schemas['Address']>;
export type WireSalesOrder = Wire<Schemas['SalesOrder']>;
export type WireGlCode = Wire<Schemas['GLCode']>;
export type WireTaxCode = Wire<Schemas['TaxCode']>;
export type WireCategory = Wire<Schemas['Category']>;
export type WireMatch = Wire<Schemas['Match']>;
export type WireMatchedLine = Wire<MatchedLine>;
export type WireImportJob = Wire<Schemas['ImportJob']>;
export type WireCounts = Wire<NonNullable<Schemas['ImportJob']['counts']>>;
export type WireMatchesPage = Wire<Schemas['MatchesPage']>;
export type WireIdsPage = Wire<{ items: string[]; continuationKey: string | null }>;
export type WireDownloadUrl = Wire<{ url: string }>;
