export * from './__generated__/operations.ts';
export type { PauseMs } from './backoff.ts';
export type { Endpoint } from './endpoint.ts';
export { type FollowOptions, follow } from './follow.ts';
export { type AnswerError, type FailureCode, GatewayError } from './gateway-error.ts';
export { type RequestOptions, request } from './request.ts';
export { type Decimal, type IsoDate, type IsoDateTime, toDecimal, toIsoDate, toIsoDateTime } from './scalars.ts';
export type { KeyStore } from './writes/open-writes.ts';
