import { isRecord } from '../../domain/is-record.ts';

/** Settings are never empty, so an empty text (`redisUrl: "${REDIS_URL:-}"`) and a null (a bare `redisUrl:`) mean "not set". */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The entries of a mapping. Empty for any other value, which the schema reports. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}
