import type { LightyearImportJob, WireDocument } from '../../contract.ts';
import { instantBefore } from '../calendar.ts';
import type { CompanyKey } from '../company-profile.ts';
import type { Random } from '../random.ts';

/** The same ids at both companies, so that a job read with the wrong account is found out by what it says. */
export const IMPORT_JOB_IDS = {
  finished: 'job-finished',
  failed: 'job-failed',
  /** In progress for ever. */
  stuck: 'job-stuck',
  /** Finished when it is read for the third time. */
  advancing: 'job-advancing',
  /** Acme's only. */
  unknownStatus: 'job-unknown-status',
  /** Acme's only: nothing but its id. */
  bare: 'job-bare',
} as const;

/** An import that is asked for. */
export interface ImportRequest {
  readonly type: NonNullable<LightyearImportJob['type']>;
  readonly sourceApplicationCode: string;
  readonly objects: readonly unknown[];
}

export interface ImportJobs {
  /** The job as it is now; to be read is what takes a running job on. */
  read(id: string): WireDocument | undefined;
  /** A job that is finished at its third reading, or has failed where the application code is `FAIL`. */
  start(request: ImportRequest): WireDocument;
}

type JobAfterReads = (reads: number) => WireDocument;

const READS_TO_FINISH = 3;

export function createImportJobs(random: Random, company: CompanyKey, today: Date): ImportJobs {
  const jobs = new Map<string, { readonly at: JobAfterReads; reads: number }>();
  const add = (id: string, at: JobAfterReads) => jobs.set(id, { at, reads: 0 });

  const { finished, failed, stuck, advancing, unknownStatus, bare } = IMPORT_JOB_IDS;
  const base = (id: string, type: ImportRequest['type'], daysAgo: number) => ({
    id,
    type,
    sourceApplicationCode: `${company}-erp`,
    created: instantBefore(today, daysAgo).toISOString(),
    lastUpdate: instantBefore(today, daysAgo - 0.01).toISOString(),
  });
  const counts = {
    inserted: random.int(20, 90),
    updated: random.int(1, 19),
    deleted: 2,
    unchanged: random.int(100, 900),
  };
  add(finished, () => ({ ...base(finished, 'SUPPLIER_CARDS', 9), counts, status: 'FINISHED' }));
  add(failed, () => ({ ...base(failed, 'TAX_CODES', 8), counts: { inserted: 1, updated: 0 }, status: 'FAILED' }));
  add(stuck, () => ({ ...base(stuck, 'GL_CODES', 1), status: 'IN_PROGRESS' }));
  add(advancing, advance(base(advancing, 'PROJECTS', 1), 90, 'FINISHED'));
  if (company === 'acme') {
    add(unknownStatus, () => ({ ...base(unknownStatus, 'CATEGORIES', 2), type: 'ASTEROIDS', status: 'PAUSED' }));
    add(bare, () => ({ id: bare }));
  }

  return {
    read(id) {
      const job = jobs.get(id);
      if (job === undefined) return undefined;
      job.reads += 1;
      return job.at(job.reads);
    },
    start({ type, sourceApplicationCode, objects }) {
      const id = random.uuid();
      const created = new Date().toISOString();
      const job = { id, type, sourceApplicationCode, created, lastUpdate: created };
      const at = advance(job, objects.length, sourceApplicationCode === 'FAIL' ? 'FAILED' : 'FINISHED');
      add(id, at);
      return at(0);
    },
  };
}

/** A third of the objects with each reading; one that fails stops short of its last third. */
function advance(job: LightyearImportJob, objects: number, end: 'FINISHED' | 'FAILED'): JobAfterReads {
  return (reads) => {
    const isEnd = reads >= READS_TO_FINISH;
    const thirds = isEnd && end === 'FINISHED' ? READS_TO_FINISH : Math.min(reads, READS_TO_FINISH - 1);
    const inserted = Math.floor((objects * thirds) / READS_TO_FINISH);
    return { ...job, counts: { inserted, updated: 0, deleted: 0, unchanged: 0 }, status: isEnd ? end : 'IN_PROGRESS' };
  };
}
