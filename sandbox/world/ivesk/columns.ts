import { instantBefore } from '../calendar.ts';
import type { CompanyProfile } from '../company-profile.ts';
import type { Random } from '../random.ts';

/** A value of a custom column, as it is sent. */
export interface ColumnValue {
  readonly code: string;
  readonly description?: string;
  readonly modifiedat: string;
}

export type Columns = ReadonlyMap<string, readonly ColumnValue[]>;

/** More than two pages of the default size. */
const ALLOCATIONS = 230;
const PROJECTS = ['Warehouse refit', 'Fleet renewal', 'Office move', 'Network upgrade', 'Safety review', 'Solar roof'];

/** `allocation` is long, `department` short, `warehouse` empty. There are no other columns. */
export function createColumns(random: Random, { departments }: CompanyProfile, today: Date): Columns {
  const value = (code: string, description: string, daysAgo: number): ColumnValue => ({
    code,
    description,
    modifiedat: new Date(instantBefore(today, daysAgo).getTime() + random.int(0, 999)).toISOString(),
  });
  const allocations = Array.from({ length: ALLOCATIONS }, (_, index) =>
    value(`P${String(index + 1).padStart(4, '0')}`, projectName(departments, index), ALLOCATIONS - index),
  );
  const { code, modifiedat } = value('P9999', '', 1);
  return new Map([
    ['allocation', [...allocations, { code, modifiedat }]],
    ['department', departments.map((department, index) => value(department.code, department.name, 30 - index))],
    ['warehouse', []],
  ]);
}

/** For example "Fleet renewal Bristol, stage 2". */
function projectName(departments: CompanyProfile['departments'], index: number): string {
  const round = Math.floor(index / PROJECTS.length);
  const stage = Math.floor(round / departments.length) + 1;
  return `${PROJECTS[index % PROJECTS.length]} ${departments[round % departments.length]?.name}, stage ${stage}`;
}
