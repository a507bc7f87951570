import { createHash } from 'node:crypto';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { Write } from '../../writes/perform-write.ts';

const MAX_CHARACTERS = 255;

/** The key of a mutation field's request, and what it stands for. */
export interface RequestKey {
  /** The key for one of the request's writes. `item` distinguishes them: the id of a document. */
  of(item: string): NonNullable<Write<null>['key']>;
}

export interface KeyedInput {
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * The key of the request: that of its input, or the header's, extended by the field's response name, as the header is for the whole
 * request. Null if the caller gave neither. `content` stands for the input where that contains a file.
 */
export function requestKey(
  { idempotencyKey: given, ...input }: KeyedInput,
  { idempotencyKey: header }: Pick<Context, 'idempotencyKey'>,
  info: Pick<GraphQLResolveInfo, 'fieldName' | 'path'>,
  content: unknown = input,
): RequestKey | null {
  if (typeof given === 'string') checkKey(given);
  const key = given ?? (header === null ? null : `${header} ${String(info.path.key)}`);
  if (key === null) return null;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([info.fieldName, inOrder(content)]))
    .digest('base64url');
  return { of: (item) => ({ key, fingerprint, item }) };
}

function checkKey(key: string): void {
  if (key.length >= 1 && key.length <= MAX_CHARACTERS) return;
  throw new BadUserInput(`The key has ${key.length} characters: pass 1 to ${MAX_CHARACTERS}, such as a UUID`, {
    field: ['input', 'idempotencyKey'],
  });
}

/** The same value with the fields of its objects in one order: a client may send them in any. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, inOrder(field)]),
  );
}
