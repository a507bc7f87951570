export * from './__generated__/operations.ts';
export { invoiceCacheConfig } from './cache.ts';
export { type Decimal, type IsoDate, type IsoDateTime, toDecimal, toIsoDate, toIsoDateTime } from './scalars.ts';
