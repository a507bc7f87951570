import type { Call } from './call.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The call's body if it is a JSON object with only these fields, otherwise its fault. */
export function jsonObject(
  { headers, body }: Call,
  fields: readonly string[],
): { readonly object: JsonObject } | { readonly fault: string } {
  if (!/^application\/json *(?:;|$)/i.test(headers['content-type'] ?? '')) {
    return { fault: 'The content type has to be application/json' };
  }
  const object = parse(body);
  if (!isObject(object)) return { fault: 'The body has to be a JSON object' };
  const unknown = Object.keys(object).filter((name) => !fields.includes(name));
  return unknown.length === 0 ? { object } : { fault: `${unknown.join(', ')} is not a field of this call` };
}

export function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
