/**
 * A digest of a value with the content of its files, equal for equal values. Undefined without `crypto.subtle`, which
 * exists on https and localhost only.
 */
export async function digestOf(value: unknown): Promise<string | undefined> {
  if (globalThis.crypto?.subtle === undefined) return undefined;
  return hash(new TextEncoder().encode(JSON.stringify(await toPlain(value))));
}

/** The same with the fields of its objects in one order, and digests in place of files. */
async function toPlain(value: unknown): Promise<unknown> {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  if (value instanceof Blob) {
    const name = value instanceof File ? value.name : '';
    return [name, value.type, await hash(new Uint8Array(await value.arrayBuffer()))];
  }
  if (Array.isArray(value)) return Promise.all(value.map(toPlain));
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(await Promise.all(fields.map(async ([name, field]) => [name, await toPlain(field)])));
}

async function hash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest));
}
