import type { ImportJob } from '../../domain/import-job.ts';
import { isSourceKey } from '../../domain/source-key.ts';
import { BackendBadResponse, BadUserInput, OutcomeUnknown } from '../../errors/catalogue.ts';
import type { ImportJobs, Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { nullIfNotFound } from '../rest-client.ts';
import { key, wireObject } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import { importBody } from './import-body.ts';
import { mapImportJob } from './map-import-job.ts';
import type { WireImportJob } from './wire.ts';

/** A finished job does not change any more; one under way is asked for anew each time. */
const FINISHED_JOB_TTL_MS = 3_600_000;

/** API Gateway's limit for a request. */
const MAX_BODY_BYTES = 10 * 2 ** 20;

/** Imports of reference data, which Lightyear takes at once and works through by itself. */
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
      const wire = wireObject<WireImportJob>(json);
      if (wire === undefined)
        throw new BackendBadResponse('LIGHTYEAR answered with something that is not a job', {
          accountId: account.accountId,
        });
      const job = mapImportJob(wire, jobId, account);
      const ended = job.status === 'FINISHED' || job.status === 'FAILED';
      return { value: job, bytes, ttlMs: ended ? FINISHED_JOB_TTL_MS : 0 };
    }),
  );
}

function checkSize(body: string): void {
  const bytes = Buffer.byteLength(body);
  if (bytes <= MAX_BODY_BYTES) return;
  const [size, max] = [bytes, MAX_BODY_BYTES].map((number) => number.toLocaleString('en'));
  throw new BadUserInput(
    `This import comes to ${size} bytes, and Lightyear takes ${max} at once: send its objects in several`,
  );
}

/** The job that an answer names. What else it leaves out is as it was asked for; its status nobody but Lightyear knows. */
function toStartedJob(
  json: unknown,
  asked: Pick<WireImportJob, 'type' | 'sourceApplicationCode'>,
  account: OpenAccount,
): ImportJob {
  const wire = wireObject<WireImportJob>(json);
  const jobId = key(wire?.id);
  if (wire === undefined || jobId === null || !isSourceKey(jobId))
    throw new OutcomeUnknown(
      'Lightyear took the import and did not name its job: look there before sending it again.',
      { accountId: account.accountId },
    );
  const type = wire.type ?? asked.type;
  const sourceApplicationCode = wire.sourceApplicationCode ?? asked.sourceApplicationCode;
  return mapImportJob({ ...wire, type, sourceApplicationCode }, jobId, account);
}
