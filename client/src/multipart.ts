import { randomKey } from './random-key.ts';

/** An operation that is sent as a multipart request. */
export interface FileOperation {
  readonly query: string;
  readonly operationName: string | null | undefined;
  readonly variables: unknown;
}

export interface FormRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormData;
  readonly signal: AbortSignal | null;
}

/** Any web page could send a form; with this header, the browser sends a preflight request first. */
export const FORM_HEADERS = { 'apollo-require-preflight': 'true' };

/** True if the variables contain a file, at any depth. */
export function hasFile(variables: unknown): boolean {
  if (variables instanceof Blob) return true;
  return typeof variables === 'object' && variables !== null && Object.values(variables).some(hasFile);
}

/** The form of the GraphQL multipart request specification (https://github.com/jaydenseric/graphql-multipart-request-spec). */
export function toForm({ operationName, variables, query }: FileOperation): FormData {
  const places = new Map<Blob, string[]>();
  const withoutFiles = (value: unknown, path: string): unknown => {
    if (value instanceof Blob) {
      places.set(value, [...(places.get(value) ?? []), path]);
      return null;
    }
    // Kept for JSON.stringify, which handles more than objects and lists.
    if (!hasFile(value)) return value;
    if (Array.isArray(value)) return value.map((item, index) => withoutFiles(item, `${path}.${index}`));
    return Object.fromEntries(
      Object.entries(value as object).map(([key, item]) => [key, withoutFiles(item, `${path}.${key}`)]),
    );
  };
  const operations = { operationName, variables: withoutFiles(variables, 'variables'), query };
  const form = new FormData();
  form.append('operations', JSON.stringify(operations));
  form.append('map', JSON.stringify(Object.fromEntries([...places.values()].map((paths, index) => [index, paths]))));
  [...places.keys()].forEach((file, index) => {
    form.append(String(index), file);
  });
  return form;
}

/**
 * For Node: if a request with a FormData is aborted, Node's `fetch` ends the process with an unhandled rejection. With
 * a Blob of the same bytes it does not, and a Blob reads a file piece by piece, too.
 */
export function fetchForm({ url, headers, body, signal }: FormRequest, send: typeof fetch = fetch): Promise<Response> {
  const boundary = `----${randomKey()}`;
  return send(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: new Blob([...body].flatMap(([name, value]) => partOf(name, value, boundary)).concat(`--${boundary}--\r\n`)),
    signal,
  });
}

function partOf(name: string, value: string | File, boundary: string): BlobPart[] {
  const start = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"`;
  if (typeof value === 'string') return [`${start}\r\n\r\n${value}\r\n`];
  const fileName = value.name.replace(/["\r\n]/g, encodeURIComponent);
  const type = value.type || 'application/octet-stream';
  return [`${start}; filename="${fileName}"\r\ncontent-type: ${type}\r\n\r\n`, value, '\r\n'];
}
