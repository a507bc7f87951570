import type { components as Ivesk, operations as IveskOperations } from '../src/backends/ivesk/__generated__/rest.ts';
import type {
  components as Lightyear,
  operations as LightyearOperations,
} from '../src/backends/lightyear/__generated__/rest.ts';
import type { components as V6, operations as V6Operations } from '../src/backends/v6/__generated__/rest.ts';

// The stand-ins only know the gateway's contracts: these types are generated from contracts/.

export type LightyearOperation = keyof LightyearOperations;
/** The operation of Įvesk's contract that a pre-signed URL sends to S3. */
export type StorageOperation = Extract<keyof IveskOperations, 'putFile'>;
export type IveskOperation = Exclude<keyof IveskOperations, StorageOperation>;
export type V6Operation = keyof V6Operations;

export type LightyearInvoice = Lightyear['schemas']['Invoice'];
export type LightyearLine = Lightyear['schemas']['LineItem'];
export type LightyearMatch = Lightyear['schemas']['Match'];
export type LightyearImportJob = Lightyear['schemas']['ImportJob'];
export type SupplierCard = Lightyear['schemas']['SupplierCard'];
export type BankAccount = Lightyear['schemas']['BankAccount'];
export type GlCode = Lightyear['schemas']['GLCode'];
export type TaxCode = Lightyear['schemas']['TaxCode'];
export type Category = Lightyear['schemas']['Category'];

export type IveskDocument = Ivesk['schemas']['Document'];
export type IveskLine = NonNullable<IveskDocument['lines']>[number];

export type V6Invoice = V6['schemas']['Invoice'];
export type V6Line = NonNullable<V6Invoice['lines']>[number];

/** A document as it is sent. The odd ones violate their contract, so the type of a value is unknown. */
export type WireDocument = Readonly<Record<string, unknown>>;
