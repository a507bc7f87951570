import type { IsoDateTime } from './values/dates.ts';

/** A value of a custom column. */
export interface ColumnValue {
  readonly code: string;
  readonly description: string | null;
  readonly modifiedAt: IsoDateTime | null;
}
