import type { LightyearImportJob } from '../../contract.ts';
import type { Outcome } from './imported-objects.ts';

/** An import that a caller started: how it goes on is settled with its start, and told as time passes. */
export interface StartedImport {
  readonly job: Pick<LightyearImportJob, 'id' | 'type' | 'sourceApplicationCode'>;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** One for each object, in their order; a job that fails has them for those alone that it got to. */
  readonly outcomes: readonly Outcome[];
  readonly objectCount: number;
}

const STEPS = 6;
/** Where a job fails: after four of the six steps. */
const SHARE_BEFORE_FAILURE = 4 / STEPS;

/** How many objects a job gets to. */
export function reachOf(objectCount: number, isToFail: boolean): number {
  return isToFail ? Math.floor(objectCount * SHARE_BEFORE_FAILURE) : objectCount;
}

/** The job at this time. Counts and lastUpdate move in steps, as they do where a worker reports after each batch. */
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
    // Without a step there is nothing to multiply: a duration may be Infinity.
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
