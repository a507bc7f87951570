import type { Source } from '../source.ts';
import type { IsoDateTime } from '../values/dates.ts';

/** An import of reference data as its source tells it. */
export interface ImportJob {
  /** Key of the company in the configuration. */
  readonly company: string;
  readonly source: Source;
  readonly sourceId: string;
  readonly type: ImportJobType;
  readonly status: 'IN_PROGRESS' | 'FINISHED' | 'FAILED' | 'UNKNOWN';
  readonly sourceApplicationCode: string | null;
  readonly createdAt: IsoDateTime | null;
  readonly updatedAt: IsoDateTime | null;
  readonly counts: ImportCounts | null;
}

export interface ImportCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
  readonly unchanged: number;
}

export type ImportJobType =
  | 'ACCOUNTANCY_CUSTOMERS'
  | 'BANK_ACCOUNTS'
  | 'BRANCHES'
  | 'CATEGORIES'
  | 'CLASSES'
  | 'CUSTOMERS'
  | 'DEPARTMENTS'
  | 'FIXED_ASSETS'
  | 'GL_CODES'
  | 'ITEMS'
  | 'INVENTORIES'
  | 'JOBS'
  | 'LOCATIONS'
  | 'PROJECTS'
  | 'SUPPLIER_CARDS'
  | 'TAX_CODES'
  | 'OTHER';
