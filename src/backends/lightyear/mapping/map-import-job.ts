import type { ImportCounts, ImportJob, ImportJobType } from '../../../domain/imports/import-job.ts';
import { isGiven } from '../../answers/shape.ts';
import { knownOr } from '../../contract-deviations.ts';
import type { OpenAccount } from '../../open-account.ts';
import { dateTime, int, text, wireObject } from '../../wire.ts';
import type { WireCounts, WireImportJob } from '../wire.ts';

export const KNOWN_TYPES: ReadonlySet<Exclude<ImportJobType, 'OTHER'>> = new Set([
  'ACCOUNTANCY_CUSTOMERS',
  'BANK_ACCOUNTS',
  'BRANCHES',
  'CATEGORIES',
  'CLASSES',
  'CUSTOMERS',
  'DEPARTMENTS',
  'FIXED_ASSETS',
  'GL_CODES',
  'ITEMS',
  'INVENTORIES',
  'JOBS',
  'LOCATIONS',
  'PROJECTS',
  'SUPPLIER_CARDS',
  'TAX_CODES',
]);
export const KNOWN_STATUSES: ReadonlySet<'IN_PROGRESS' | 'FINISHED' | 'FAILED'> = new Set([
  'IN_PROGRESS',
  'FINISHED',
  'FAILED',
]);

export function mapImportJob(
  wire: WireImportJob,
  jobId: string,
  { accountId, deviations }: Pick<OpenAccount, 'accountId' | 'deviations'>,
): ImportJob {
  return {
    company: accountId.company,
    source: accountId.source,
    sourceId: jobId,
    type: knownOr(KNOWN_TYPES, wire.type, { field: 'ImportJob.type', other: 'OTHER', absent: 'OTHER' }, deviations),
    status: knownOr(
      KNOWN_STATUSES,
      wire.status,
      { field: 'ImportJob.status', other: 'UNKNOWN', absent: 'UNKNOWN' },
      deviations,
    ),
    sourceApplicationCode: text(wire.sourceApplicationCode),
    createdAt: dateTime(wire.created),
    updatedAt: dateTime(wire.lastUpdate),
    counts: mapCounts(wire.counts),
  };
}

/** A count that is absent is 0 so far. Null if a count cannot be understood. */
function mapCounts(value: unknown): ImportCounts | null {
  const wire = wireObject<WireCounts>(value);
  if (wire === undefined) return null;
  const [inserted, updated, deleted, unchanged] = [wire.inserted, wire.updated, wire.deleted, wire.unchanged].map(
    (count) => (isGiven(count) ? int(count) : 0),
  );
  const isWhole = isGiven(inserted) && isGiven(updated) && isGiven(deleted) && isGiven(unchanged);
  return isWhole ? { inserted, updated, deleted, unchanged } : null;
}
