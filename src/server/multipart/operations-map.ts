import type { ReceivedFile } from '../../domain/received-file.ts';
import { BadUserInput } from '../../errors/catalogue.ts';

/** What is asked, as in a JSON body. */
export type Operations = Readonly<Record<string, unknown>>;

/** The file that is to come, and where it goes. */
export interface FileTarget {
  /** The name of its part. */
  readonly name: string;
  /** Puts it into the variables. */
  put(file: ReceivedFile): void;
}

/** What the part `operations` says. Throws BadUserInput where that is not one operation. */
export function parseOperations(bytes: Uint8Array): Operations {
  const operations = parseJson('operations', bytes);
  if (Array.isArray(operations)) throw new BadUserInput('`operations` is a list: send one operation per request');
  if (!isObject(operations)) throw new BadUserInput('`operations` has to be a JSON object, with a `query`');
  return operations;
}

/** Where the part `map` wants the file; undefined where it names none. Throws BadUserInput where there is no such place. */
export function parseMap(bytes: Uint8Array, operations: Operations): FileTarget | undefined {
  const map = parseJson('map', bytes);
  if (!isObject(map)) throw new BadUserInput(`\`map\` has to be a JSON object, ${LIKE_THIS}`);
  const [first, second] = Object.entries(map);
  if (first === undefined) return undefined;
  if (second !== undefined) throw new BadUserInput('`map` names more than one file: send one file per request');
  const [name, paths] = first;
  if (!Array.isArray(paths) || paths.length === 0)
    throw new BadUserInput(`\`map\` has to give a list with one path for the file, ${LIKE_THIS}`);
  // One file in many places would be sent on as often.
  if (paths.length > 1)
    throw new BadUserInput(
      `\`map\` names ${paths.length.toLocaleString('en')} places for the file: send it to one, ${LIKE_THIS}`,
    );
  const { holder, key } = findPlace(operations, paths[0]);
  return { name, put: (file) => void Reflect.set(holder, key, file) };
}

const LIKE_THIS = 'like {"0": ["variables.file"]}';

/** They lead out of what was sent, where an object is followed along them. */
const NO_SEGMENTS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Place {
  readonly holder: object;
  readonly key: string;
}

function findPlace(operations: Operations, path: unknown): Place {
  if (typeof path !== 'string' || !path.startsWith('variables.'))
    throw new BadUserInput(`A path in \`map\` has to begin with \`variables.\`, ${LIKE_THIS}`);
  const segments = path.split('.');
  const key = segments.pop() ?? '';
  if (NO_SEGMENTS.has(key) || segments.some((segment) => NO_SEGMENTS.has(segment)))
    throw new BadUserInput(
      'A path in `map` cannot go through `__proto__`, `constructor` or `prototype`: rename the variable',
    );
  let holder: unknown = operations;
  for (const segment of segments) holder = childOf(holder, segment);
  if (!isContainer(holder) || childOf(holder, key) !== null)
    throw new BadUserInput('A path in `map` does not lead to a null in `operations`: put null where the file belongs');
  return { holder, key };
}

/** Lists by their index, objects by their own keys. */
function childOf(holder: unknown, key: string): unknown {
  return isContainer(holder) && Object.hasOwn(holder, key) ? Reflect.get(holder, key) : undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(part: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? cause.message : 'it is not in UTF-8';
    throw new BadUserInput(`\`${part}\` is not JSON: ${why}`, { cause });
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}
