import type { DocumentNode } from 'graphql';

/**
 * Measured on V8's heap: a token with its share of the nodes takes 230 to 510 bytes (most for one field after another),
 * a character 1 or 2, and the least document 2 kB.
 */
const BYTES_PER_TOKEN = 512;
const BYTES_PER_CHARACTER = 2;
const BYTES_PER_DOCUMENT = 2_048;

/** Returns the bytes that a parsed document takes, with its text: it keeps every token, also those of comments. */
export function documentSize({ loc }: DocumentNode, query: string): number {
  let tokens = 0;
  for (let token = loc?.startToken; token != null; token = token.next ?? undefined) tokens += 1;
  return BYTES_PER_DOCUMENT + tokens * BYTES_PER_TOKEN + query.length * BYTES_PER_CHARACTER;
}
