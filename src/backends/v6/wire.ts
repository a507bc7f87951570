import type { Wire } from '../wire.ts';
import type { components } from './__generated__/rest.ts';

type Schema = components['schemas']['Invoice'];

export type WireInvoice = Wire<Schema>;
export type WireLine = Wire<NonNullable<Schema['lines']>[number]>;
export type WireCreditReason = Wire<NonNullable<Schema['creditReason']>>;
