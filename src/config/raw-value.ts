export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * No setting has a use for an empty value, so that `redisUrl: "${REDIS_URL:-}"` and a key with nothing after its colon
 * (null in YAML) both mean: not set.
 */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The entries of a mapping; none where it is anything else, which the schema reports. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}
