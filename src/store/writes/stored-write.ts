import { SOURCES, type Source } from '../../domain/source.ts';
import type { WriteRow } from '../tables.ts';

/** Everything that the gateway changes at a source. */
export const WRITE_ACTIONS = [
  'MARK_EXPORTED',
  'REPORT_SYNC_ERROR',
  'UPLOAD_FILE',
  'START_IMPORT',
  'SUBSCRIBE_WEBHOOK',
] as const;

export type WriteAction = (typeof WRITE_ACTIONS)[number];

/**
 * IN_PROGRESS: it may have been sent. DONE: the source accepted it. REFUSED: the source refused it for good. UNKNOWN: no answer
 * tells. NOT_DONE: it was not carried out, and can be sent again.
 */
export const WRITE_OUTCOMES = ['IN_PROGRESS', 'DONE', 'REFUSED', 'UNKNOWN', 'NOT_DONE'] as const;

export type WriteOutcome = (typeof WRITE_OUTCOMES)[number];

/** A write of the journal. */
export interface StoredWrite {
  readonly id: string;
  /** Name of the caller. */
  readonly caller: string;
  /** Key of the company in the configuration. */
  readonly company: string;
  readonly source: Source;
  readonly action: WriteAction;
  /** The source's key of the document; null if the write is not about one. */
  readonly subject: readonly string[] | null;
  readonly idempotencyKey: string | null;
  readonly outcome: WriteOutcome;
  /** Why it was not done. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** The source's answer, as JSON; null if it has no content. */
  readonly result: string | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly isInferred: boolean;
}

/** Undefined for a write of a source or action that only a newer gateway knows. */
export function toStoredWrite(row: WriteRow): StoredWrite | undefined {
  const source = SOURCES.find((one) => one === row.source);
  const action = WRITE_ACTIONS.find((one) => one === row.action);
  const outcome = WRITE_OUTCOMES.find((one) => one === row.outcome);
  if (source === undefined || action === undefined || outcome === undefined) return undefined;
  return {
    ...{ id: row.id, caller: row.caller, company: row.company, source, action, outcome },
    subject: row.subject === null ? null : (JSON.parse(row.subject) as readonly string[]),
    idempotencyKey: row.idempotency_key,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    result: row.result,
    ...{ startedAt: row.started_at, endedAt: row.ended_at, isInferred: row.is_inferred === 1 },
  };
}

/** A subject as it is stored. */
export function subjectText(key: readonly string[] | null): string | null {
  return key === null ? null : JSON.stringify(key);
}
