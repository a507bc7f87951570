export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Settings are never empty, so an empty text (`redisUrl: "${REDIS_URL:-}"`) and a null (a bare `redisUrl:`) mean "not set". */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The entries of a mapping. Empty for any other value, which the schema reports. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}
