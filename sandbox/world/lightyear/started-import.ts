import type { LightyearImportJob } from '../../contract.ts';
import type { Outcome } from './imported-objects.ts';

/** An import that a caller started. Its course is decided at the start, and reported as time passes. */
export interface StartedImport {
  readonly job: Pick<LightyearImportJob, 'id' | 'type' | 'sourceApplicationCode'>;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** One outcome for each object, in order; a job that fails only has those of the objects that it reached. */
  readonly outcomes: readonly Outcome[];
  readonly objectCount: number;
}

const STEPS = 6;
/** A job fails after four of the six steps. */
const SHARE_BEFORE_FAILURE = 4 / STEPS;

/** The number of objects that a job reaches. */
export function reachOf(objectCount: number, isToFail: boolean): number {
  return isToFail ? Math.floor(objectCount * SHARE_BEFORE_FAILURE) : objectCount;
}

/** The job at this time. Counts and lastUpdate advance in steps, as if a worker reported after each batch. */
export function importJobAt(started: StartedImport, now: number): LightyearImportJob {
  const { job, startedAt, durationMs, outcomes, objectCount } = started;
  const share = durationMs === 0 ? 1 : (now - startedAt) / durationMs;
  const step = Math.max(0, Math.min(STEPS, Math.floor(share * STEPS)));
  const isEnd = step === STEPS;
  const done = outcomes.slice(0, Math.floor((objectCount * step) / STEPS));
  const countOf = (outcome: Outcome) => done.filter((item) => item === outcome).length;
  return {
    ...job,
    created: new Date(startedAt).toISOString(),
    // At step 0, do not multiply: a duration may be Infinity.
    lastUpdate: new Date(step === 0 ? startedAt : startedAt + (durationMs * step) / STEPS).toISOString(),
    counts: {
      inserted: countOf('inserted'),
      updated: countOf('updated'),
      deleted: 0,
      unchanged: countOf('unchanged'),
    },
    status: !isEnd ? 'IN_PROGRESS' : outcomes.length < objectCount ? 'FAILED' : 'FINISHED',
  };
}
