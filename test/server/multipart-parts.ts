import { requestText } from './raw-http.ts';

export interface RawPart {
  readonly headers: readonly (string | Uint8Array)[];
  readonly body: string | Uint8Array;
}

const BOUNDARY = 'limit-of-a-part';
export const MULTIPART = `content-type: multipart/form-data; boundary=${BOUNDARY}`;
export const SENDER = 'authorization: Bearer sender-token';
export const READER = 'authorization: Bearer reader-token';
export const PREFLIGHT = 'apollo-require-preflight: yes';

export function field(name: string, value: unknown): RawPart {
  const body = typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value);
  return { headers: [`Content-Disposition: form-data; name="${name}"`], body };
}

/** `fileName` is written unchanged, within quotes. */
export function file(name: string, fileName: string, body: string | Uint8Array = 'content'): RawPart {
  const headers = [
    `Content-Disposition: form-data; name="${name}"; filename="${fileName}"`,
    'Content-Type: application/pdf',
  ];
  return { headers, body };
}

export const KEEP = 'mutation ($file: Upload) { keep(file: $file) { name size sha256 } }';
export const OPERATIONS = field('operations', { query: KEEP, variables: { file: null } });
export const FILE = file('0', 'a.pdf');
export const MAP = field('map', { 0: ['variables.file'] });

export function asking(query: string, variables: unknown): RawPart {
  return field('operations', { query, variables });
}

/** A body as a browser writes it. `end` follows after the last part. */
export function bodyOf(parts: readonly RawPart[], end = `--${BOUNDARY}--\r\n`): Buffer {
  const written = parts.flatMap(({ headers, body }) => [
    Buffer.from(`--${BOUNDARY}\r\n`),
    ...headers.flatMap((header) => [Buffer.from(header), Buffer.from('\r\n')]),
    Buffer.from('\r\n'),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...written, Buffer.from(end)]);
}

/** A whole request with its length. */
export function multipartRequest(
  body: Uint8Array,
  headers: readonly string[] = [SENDER, PREFLIGHT, MULTIPART],
): Buffer {
  return Buffer.concat([Buffer.from(headOf(body.length, headers)), body]);
}

export function headOf(bytes: number, headers: readonly string[] = [SENDER, PREFLIGHT, MULTIPART]): string {
  return requestText('POST /graphql', [...headers, `content-length: ${bytes}`]);
}

/** The whole request of an operation without a file. */
export const HELLO = multipartRequest(bodyOf([asking('{ hello }', {}), field('map', {})]));

/** The start of a request, up to the middle of its file. `left` bytes are still to come. */
export function startOfRequest(left: number): Buffer {
  const start = bodyOf([OPERATIONS, MAP, FILE], '').subarray(0, -2);
  return Buffer.concat([Buffer.from(headOf(start.length + left)), start]);
}
