import type { S3StandIn } from '../../sandbox/s3/start-s3.ts';
import { ask, type Reply } from './sources.ts';

/** The answer of Įvesk to a request for an upload location. */
export type Location = {
  readonly url: string;
  readonly 'Content-Type': string;
  readonly 'Content-Disposition': string;
};

export const HEADERS = { 'Content-Type': 'application/pdf', 'Content-Disposition': 'filename="a b.pdf"' };

/** A location that the store itself creates. */
export function newLocation(s3: S3StandIn, path = '/public/acme/one.pdf'): Location {
  return { url: s3.writeUrl({ path, headers: HEADERS, stored: () => {} }), ...HEADERS };
}

/** Bytes instead of a string, which would add a Content-Type of its own. */
export function bytesOf(text: string) {
  return new Uint8Array(Buffer.from(text));
}

/** Uploads the file to its location. A header that is undefined is left out. */
export function put(
  { url, ...right }: Location,
  body: Uint8Array<ArrayBuffer> = bytesOf('a file'),
  other: Readonly<Record<string, string | undefined>> = {},
): Promise<Reply> {
  const given = Object.entries({ ...right, ...other }).filter(
    (header): header is [string, string] => header[1] !== undefined,
  );
  return ask(url, { method: 'PUT', body, headers: given });
}

/** "403 AccessDenied" */
export function errorOf({ status, text }: Pick<Reply, 'status' | 'text'>): string {
  return `${status} ${/<Error><Code>(.*)<\/Code><Message>.+<\/Message><\/Error>/.exec(text)?.[1]}`;
}
