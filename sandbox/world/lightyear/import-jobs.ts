import type { LightyearImportJob, WireDocument } from '../../contract.ts';
import { instantBefore } from '../calendar.ts';
import type { CompanyProfile } from '../company-profile.ts';
import type { Random } from '../random.ts';
import { createImportedObjects, type ImportedObjects } from './imported-objects.ts';
import { importJobAt, reachOf } from './started-import.ts';

/** The ids are the same for all companies, so that a test notices a job that was read with another company's account. */
export const IMPORT_JOB_IDS = {
  finished: 'job-finished',
  failed: 'job-failed',
  /** In progress forever. */
  stuck: 'job-stuck',
  /** Finished when it is read for the third time. */
  advancing: 'job-advancing',
  /** Curio's only. */
  unknownStatus: 'job-unknown-status',
  /** Curio's only; it has an id and no other field. */
  bare: 'job-bare',
} as const;

/** Imports with this sourceApplicationCode fail after two thirds of their objects. */
export const FAILING_APPLICATION = 'FAIL';

export type ImportType = NonNullable<LightyearImportJob['type']>;

/** A requested import. */
export interface ImportRequest {
  readonly type: ImportType;
  readonly sourceApplicationCode: string;
  readonly objects: readonly WireDocument[];
}

export interface ImportTiming {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** 0: finished when it is first read. Infinity: never. */
  readonly durationMs: number;
}

export interface ImportJobs {
  /** The imports that callers started, oldest first: each request with the id of its job. */
  readonly started: readonly (ImportRequest & { readonly id: string })[];
  /** The objects from imports of this kind, by sourceID. */
  objects(type: ImportType): ReadonlyMap<string, WireDocument>;
  /** The job at this time. */
  read(id: string, now: number): WireDocument | undefined;
  start(request: ImportRequest, timing: ImportTiming): WireDocument;
}

const READS_TO_FINISH = 3;

export function createImportJobs(random: Random, profile: CompanyProfile, today: Date): ImportJobs {
  const jobs = new Map<string, (now: number) => WireDocument>();
  const imported = new Map<ImportType, ImportedObjects>();
  const started: (ImportRequest & { readonly id: string })[] = [];
  const objectsOf = (type: ImportType) => imported.getOrInsertComputed(type, createImportedObjects);

  const { finished, failed, stuck, advancing, unknownStatus, bare } = IMPORT_JOB_IDS;
  const base = (type: ImportType, daysAgo: number) => ({
    type,
    sourceApplicationCode: `${profile.key}-erp`,
    created: instantBefore(today, daysAgo).toISOString(),
    lastUpdate: instantBefore(today, daysAgo - 0.01).toISOString(),
  });
  const counts = {
    inserted: random.int(20, 90),
    updated: random.int(1, 19),
    deleted: 2,
    unchanged: random.int(100, 900),
  };
  const sampleOf = (id: string, job: WireDocument) => jobs.set(id, () => ({ id, ...job }));
  sampleOf(finished, { ...base('SUPPLIER_CARDS', 9), counts, status: 'FINISHED' });
  sampleOf(failed, { ...base('TAX_CODES', 8), counts: { inserted: 1, updated: 0 }, status: 'FAILED' });
  sampleOf(stuck, { ...base('GL_CODES', 1), status: 'IN_PROGRESS' });
  jobs.set(advancing, advance({ id: advancing, ...base('PROJECTS', 1) }, 90));
  if (profile.hasOddDocuments) {
    sampleOf(unknownStatus, { ...base('CATEGORIES', 2), type: 'ASTEROIDS', status: 'PAUSED' });
    sampleOf(bare, {});
  }

  return {
    started,
    objects: (type) => objectsOf(type).all,
    read: (id, now) => jobs.get(id)?.(now),
    start(request, { now, durationMs }) {
      const { type, sourceApplicationCode, objects } = request;
      const id = random.uuid();
      const reach = reachOf(objects.length, sourceApplicationCode === FAILING_APPLICATION);
      // Stored at the start, so that an import that is started meanwhile finds them.
      const outcomes = objects.slice(0, reach).map(objectsOf(type).take);
      const job = { id, type, sourceApplicationCode };
      const progress = { job, startedAt: now, durationMs, outcomes, objectCount: objects.length };
      jobs.set(id, (later) => importJobAt(progress, later));
      started.push({ id, ...request });
      // Even an import of duration 0 is in progress in the answer that starts it.
      return importJobAt({ ...progress, durationMs: Math.max(1, durationMs) }, now);
    },
  };
}

/** Each read advances the job by a third of the objects. */
function advance(job: LightyearImportJob, objects: number): () => WireDocument {
  let reads = 0;
  return () => {
    reads = Math.min(reads + 1, READS_TO_FINISH);
    const counts = { inserted: (objects * reads) / READS_TO_FINISH, updated: 0, deleted: 0, unchanged: 0 };
    return { ...job, counts, status: reads === READS_TO_FINISH ? 'FINISHED' : 'IN_PROGRESS' };
  };
}
