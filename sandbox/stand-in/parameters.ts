/** Returns the fault of a value and a suggestion; undefined for a valid value. */
export type Check = (value: string) => Complaint | undefined;

export interface Complaint {
  readonly error: string;
  readonly suggestion: string;
}

export interface Problem extends Complaint {
  readonly fields: string;
}

export interface QueryRule {
  readonly check: Check;
  readonly required: boolean;
}

export function optional(check: Check): QueryRule {
  return { check, required: false };
}

export function required(check: Check): QueryRule {
  return { check, required: true };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

export const uuid: Check = (value) =>
  UUID.test(value) ? undefined : { error: 'is not a UUID', suggestion: 'use 8-4-4-4-12 hexadecimal digits' };

/** An RFC 3339 time whose date exists. */
export const dateTime: Check = (value) => {
  const [, year, month, day] = DATE_TIME.exec(value) ?? [];
  return isCalendarDate(`${year}-${month}-${day}`) && !Number.isNaN(Date.parse(value))
    ? undefined
    : { error: 'is not a date-time', suggestion: 'use 2020-12-18T11:52:42.313Z' };
};

export const boolean: Check = (value) =>
  value === 'true' || value === 'false' ? undefined : { error: 'is not a boolean', suggestion: 'use true or false' };

export const anyText: Check = () => undefined;

export const filledText: Check = (value) =>
  value.trim() === '' ? { error: 'is empty', suggestion: 'give a value' } : undefined;

/** True for yyyy-MM-dd if the date exists: Date.parse moves 2024-02-30 to March. */
export function isCalendarDate(date: string): boolean {
  const parsed = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(date);
}

/** Checks all query parameters, so that all faults are reported at once. */
export function queryProblems(
  given: URLSearchParams,
  rules: Readonly<Record<string, QueryRule>>,
  together: (query: ReadonlyMap<string, string>) => readonly Problem[] = () => [],
): readonly Problem[] {
  const unknown = [...new Set(given.keys())]
    .filter((name) => !Object.hasOwn(rules, name))
    .map((fields) => ({ fields, error: 'is not a parameter of this call', suggestion: 'leave it out' }));
  const wrong = Object.entries(rules).flatMap(([fields, rule]): Problem[] => {
    const [value, ...more] = given.getAll(fields);
    if (value === undefined) {
      return rule.required ? [{ fields, error: 'is missing', suggestion: 'it is required' }] : [];
    }
    if (more.length > 0) return [{ fields, error: 'is given more than once', suggestion: 'give it once' }];
    const complaint = rule.check(value);
    return complaint === undefined ? [] : [{ fields, ...complaint }];
  });
  const problems = [...unknown, ...wrong];
  return wrong.length > 0 ? problems : [...problems, ...together(new Map(given))];
}

/** Decodes and checks the path's parameters. */
export function pathProblems(
  params: ReadonlyMap<string, string>,
  checks: Readonly<Record<string, Check>>,
): readonly Problem[] {
  return [...params].flatMap(([fields, value]): Problem[] => {
    const decoded = decodeSegment(value);
    if (decoded === undefined) return [{ fields, error: 'is not percent-encoded', suggestion: 'encode it as UTF-8' }];
    const complaint = checks[fields]?.(decoded);
    return complaint === undefined ? [] : [{ fields, ...complaint }];
  });
}

/** One path segment, decoded; undefined if its percent-encoding is not UTF-8. */
export function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
