import type { ImportCounts, ImportJob, ImportJobType } from '../../domain/import-job.ts';
import { knownOr } from '../oddities.ts';
import type { OpenAccount } from '../open-account.ts';
import { dateTime, int, text, wireObject } from '../wire.ts';
import type { WireCounts, WireImportJob } from './wire.ts';

const TYPES: ReadonlySet<Exclude<ImportJobType, 'OTHER'>> = new Set([
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
const STATUSES: ReadonlySet<'IN_PROGRESS' | 'FINISHED' | 'FAILED'> = new Set(['IN_PROGRESS', 'FINISHED', 'FAILED']);

export function mapImportJob(
  wire: WireImportJob,
  jobId: string,
  { accountId, oddities }: Pick<OpenAccount, 'accountId' | 'oddities'>,
): ImportJob {
  return {
    company: accountId.company,
    source: accountId.source,
    sourceId: jobId,
    type: knownOr(TYPES, wire.type, { field: 'ImportJob.type', other: 'OTHER', absent: 'OTHER' }, oddities),
    status: knownOr(
      STATUSES,
      wire.status,
      { field: 'ImportJob.status', other: 'UNKNOWN', absent: 'UNKNOWN' },
      oddities,
    ),
    sourceApplicationCode: text(wire.sourceApplicationCode),
    createdAt: dateTime(wire.created),
    updatedAt: dateTime(wire.lastUpdate),
    counts: mapCounts(wire.counts),
  };
}

/** A count that is not given yet is none so far. */
function mapCounts(value: unknown): ImportCounts | null {
  const wire = wireObject<WireCounts>(value);
  if (wire === undefined) return null;
  return {
    inserted: int(wire.inserted) ?? 0,
    updated: int(wire.updated) ?? 0,
    deleted: int(wire.deleted) ?? 0,
    unchanged: int(wire.unchanged) ?? 0,
  };
}
