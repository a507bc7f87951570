import type { ImportJob } from '../../domain/imports/import-job.ts';
import { isSourceKey } from '../../domain/source-key.ts';
import { BadUserInput, OutcomeUnknown } from '../../errors/catalogue.ts';
import { isSameId } from '../answers/canonical-id.ts';
import { Frame } from '../answers/frame.ts';
import { isGiven } from '../answers/shape.ts';
import type { ImportJobs, Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { nullIfNotFound } from '../rest-client.ts';
import { key, text, wireObject } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import { importBody } from './import-body.ts';
import { mapImportJob } from './mapping/map-import-job.ts';
import { IMPORT_JOB } from './shape.ts';
import type { WireImportJob } from './wire.ts';

/** A finished job does not change any more. A running job is read again each time. */
const FINISHED_JOB_TTL_MS = 3_600_000;

/** API Gateway's limit for a request. */
const MAX_BODY_BYTES = 10 * 2 ** 20;

/** Imports of reference data, which Lightyear accepts in one request and processes asynchronously. */
export function createImportJobs(account: OpenAccount): ImportJobs {
  return {
    read: (jobId, reads) => readJob(jobId, reads, account),
    start: async (sourceApplicationCode, objects, ticket) => {
      const body = importBody(sourceApplicationCode, objects);
      checkSize(body);
      const { json } = await account.client.post(endpoints.importJobs, body, ticket);
      return toStartedJob(json, { type: objects.type, sourceApplicationCode }, account);
    },
  };
}

async function readJob(jobId: string, reads: Reads, account: OpenAccount): Promise<ImportJob | null> {
  if (!isSourceKey(jobId)) return null;
  return nullIfNotFound(
    reads.through('import-job', jobId, async (signal) => {
      const { json, bytes } = await account.client.get(endpoints.importJob(jobId), signal, 'DOCUMENT');
      const job = parseImportJob(json, jobId, account);
      const ended = job.status === 'FINISHED' || job.status === 'FAILED';
      return { value: job, bytes, ttlMs: ended ? FINISHED_JOB_TTL_MS : 0 };
    }),
  );
}

/**
 * A job is the one that was asked for if it has its id, or no id and another field of the contract. Its status is a word, or
 * absent. Throws BackendBadResponse for anything else.
 */
export function parseImportJob(
  json: unknown,
  jobId: string,
  account: Pick<OpenAccount, 'accountId' | 'deviations'>,
): ImportJob {
  const frame = new Frame(account, 'the job that was asked for');
  const wire = frame.object<WireImportJob>(json);
  const id = key(wire.id);
  if (isGiven(wire.id) ? id === null || !isSameId(id, jobId) : !IMPORT_JOB.isBegun(wire)) throw frame.broken('id');
  if (isGiven(wire.status) && text(wire.status) === null) throw frame.broken('status');
  IMPORT_JOB.oddities(wire, account.deviations);
  return mapImportJob(wire, jobId, account);
}

function checkSize(body: string): void {
  const bytes = Buffer.byteLength(body);
  if (bytes <= MAX_BODY_BYTES) return;
  const [size, max] = [bytes, MAX_BODY_BYTES].map((number) => number.toLocaleString('en'));
  throw new BadUserInput(
    `This import has ${size} bytes, and Lightyear accepts ${max} at once: split its objects into several imports`,
  );
}

/** The job that an answer names. Fields that the answer leaves out, except for the status, are those of the request. */
function toStartedJob(
  json: unknown,
  asked: Pick<WireImportJob, 'type' | 'sourceApplicationCode'>,
  account: OpenAccount,
): ImportJob {
  const wire = wireObject<WireImportJob>(json);
  const jobId = key(wire?.id);
  if (wire === undefined || jobId === null || !isSourceKey(jobId))
    throw new OutcomeUnknown(
      'Lightyear accepted the import and did not name its job: look for the job there before you send it again.',
      { accountId: account.accountId, cause: account.deviations.unreadable('id', 'a job that was started') },
    );
  IMPORT_JOB.oddities(wire, account.deviations);
  const type = wire.type ?? asked.type;
  const sourceApplicationCode = wire.sourceApplicationCode ?? asked.sourceApplicationCode;
  return mapImportJob({ ...wire, type, sourceApplicationCode }, jobId, account);
}
