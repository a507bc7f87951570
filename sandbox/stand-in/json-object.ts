import type { Call } from './call.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The call's body; undefined where it is not a JSON object or does not say that it is JSON. */
export function jsonObject({ headers, body }: Call): JsonObject | undefined {
  if (!/^application\/json(?:;|$)/i.test(headers['content-type'] ?? '')) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
