import { isDateTime, toUtc } from '../../domain/values/dates.ts';

const LEAP_SECOND = /^(.{10}[Tt]\d\d:\d\d):60(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** A nanosecond and an offset. */
const MAX_LENGTH = 35;

/**
 * When a document entered a queue, as given. A leap second, which RFC 3339 allows, becomes the second that follows it,
 * in UTC: JavaScript cannot express it, and a document without its time cannot be found again.
 */
export function stamp(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return null;
  if (isDateTime(value)) return value;
  const [, minute = '', fraction = '', zone = ''] = LEAP_SECOND.exec(value) ?? [];
  const secondBefore = `${minute}:59${zone}`;
  if (!isDateTime(secondBefore)) return null;
  const second = new Date(Date.parse(secondBefore) + 1000).toISOString().slice(0, -'.000Z'.length);
  return `${second}${fraction}Z`;
}

/** The form that Įvesk documents, which most documents have. */
const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The one spelling of an instant: in UTC, with milliseconds, and with further digits up to the last one that is not zero. */
export function canonicalInstant(instant: string): string {
  if (CANONICAL.test(instant)) return instant;
  return (toUtc(instant) ?? instant).replace(/(\.\d{3}\d*?)0+Z$/, '$1Z');
}
