import type { InvoiceState } from '../domain/invoice.ts';
import type { Source } from '../domain/source.ts';
import type { ErrorCode, GatewayError } from './catalogue.ts';

/** A failure as data: the fields of the schema's UserError. */
export interface UserErrorFields {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly source: Source | null;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly writeId: string | null;
  readonly documentState: InvoiceState | null;
}

export function toUserError(error: GatewayError): UserErrorFields {
  return {
    code: error.code,
    message: error.message,
    field: error.field ?? null,
    source: error.accountId?.source ?? null,
    retryable: error.retryable,
    retryAfterMs: error.retryAfterMs ?? null,
    writeId: error.writeId ?? null,
    documentState: error.documentState ?? null,
  };
}
