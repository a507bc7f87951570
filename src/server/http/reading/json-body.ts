import type { IncomingMessage } from 'node:http';
import type { Held } from '../../graphql/in-flight.ts';
import { checkJsonBody } from '../media-types.ts';
import { parseJsonBytes } from './json-text.ts';
import { parsedBytes } from './parsed-bytes.ts';
import { type BodyBounds, readBytes } from './read-body.ts';

/**
 * Reads a request's body and parses it as JSON in UTF-8. Rejects with
 * - UnsupportedMediaType if the headers name another kind of body, before it is read; `types` lists what the path reads,
 * - BadUserInput if the bytes are of another kind,
 * - the errors of `readBytes`.
 *
 * The parsed value counts in `held` as well.
 */
export async function readJsonBody(
  request: IncomingMessage,
  bounds: BodyBounds,
  held: Pick<Held, 'grow'>,
  types = 'application/json',
): Promise<unknown> {
  checkJsonBody(request.headers, types);
  const bytes = await readBytes(request, bounds, held);
  held.grow(parsedBytes(bytes));
  return parseJsonBytes(bytes, 'The body');
}
