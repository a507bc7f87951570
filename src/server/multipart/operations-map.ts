import type { ReceivedFile } from '../../domain/received-file.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { parseJsonBytes } from '../http/reading/json-text.ts';

/** A GraphQL request, as in a JSON body. */
export type Operations = Readonly<Record<string, unknown>>;

/** The expected file and its place in the variables. */
export interface FileTarget {
  /** The name of its part. */
  readonly name: string;
  /** Puts it into the variables. */
  put(file: ReceivedFile): void;
}

/** Parses the part `operations`. Throws BadUserInput if it is not one operation. */
export function parseOperations(bytes: Uint8Array): Operations {
  const operations = parseJsonBytes(bytes, '`operations`');
  if (Array.isArray(operations)) throw new BadUserInput('`operations` is a list: send one operation per request');
  if (!isObject(operations)) throw new BadUserInput('`operations` must be a JSON object with a `query`');
  return operations;
}

/**
 * Parses the part `map`. Returns undefined if it does not name a file. Throws BadUserInput if its path does not lead to
 * a place for one.
 */
export function parseMap(bytes: Uint8Array, operations: Operations): FileTarget | undefined {
  const map = parseJsonBytes(bytes, '`map`');
  if (!isObject(map)) throw new BadUserInput(`\`map\` must be a JSON object, ${LIKE_THIS}`);
  const [first, second] = Object.entries(map);
  if (first === undefined) return undefined;
  if (second !== undefined) throw new BadUserInput('`map` names more than one file: send one file per request');
  const [name, paths] = first;
  if (!Array.isArray(paths) || paths.length === 0)
    throw new BadUserInput(`\`map\` must list one path for the file, ${LIKE_THIS}`);
  // A file in several places would be forwarded several times.
  if (paths.length > 1)
    throw new BadUserInput(
      `\`map\` names ${paths.length.toLocaleString('en')} places for the file: name one, ${LIKE_THIS}`,
    );
  const { holder, key } = findPlace(operations, paths[0]);
  return { name, put: (file) => void Reflect.set(holder, key, file) };
}

const LIKE_THIS = 'like {"0": ["variables.file"]}';

/** Following these names in an object leads out of the parsed JSON. */
const FORBIDDEN_SEGMENTS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Place {
  readonly holder: object;
  readonly key: string;
}

function findPlace(operations: Operations, path: unknown): Place {
  if (typeof path !== 'string' || !path.startsWith('variables.'))
    throw new BadUserInput(`A path in \`map\` must begin with \`variables.\`, ${LIKE_THIS}`);
  const segments = path.split('.');
  const key = segments.pop() ?? '';
  if (FORBIDDEN_SEGMENTS.has(key) || segments.some((segment) => FORBIDDEN_SEGMENTS.has(segment)))
    throw new BadUserInput(
      'A path in `map` cannot go through `__proto__`, `constructor` or `prototype`: rename the variable',
    );
  let holder: unknown = operations;
  for (const segment of segments) holder = childOf(holder, segment);
  if (!isContainer(holder) || childOf(holder, key) !== null)
    throw new BadUserInput(
      'A path in `map` does not lead to a null in `operations`: put null in the place of the file',
    );
  return { holder, key };
}

/** Follows lists by index, and objects by their own keys. */
function childOf(holder: unknown, key: string): unknown {
  return isContainer(holder) && Object.hasOwn(holder, key) ? Reflect.get(holder, key) : undefined;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}
