import type { Wire } from '../wire.ts';
import type { components } from './__generated__/rest.ts';

export type Schema = components['schemas']['Invoice'];

export type Line = NonNullable<Schema['lines']>[number];
export type CreditReason = NonNullable<Schema['creditReason']>;

export type WireInvoice = Wire<Schema>;
export type WireLine = Wire<Line>;
export type WireCreditReason = Wire<CreditReason>;
