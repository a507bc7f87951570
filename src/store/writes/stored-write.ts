import { SOURCES, type Source } from '../../domain/source.ts';
import { WRITE_ACTIONS, WRITE_OUTCOMES, type WriteAction, type WriteOutcome } from '../../domain/write.ts';
import { toSubject } from '../subject.ts';
import type { WriteRow } from '../tables.ts';

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
    subject: toSubject(row.subject),
    idempotencyKey: row.idempotency_key,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    result: row.result,
    ...{ startedAt: row.started_at, endedAt: row.ended_at, isInferred: row.is_inferred === 1 },
  };
}
