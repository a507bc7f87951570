import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { Semaphore } from '../async/semaphore.ts';
import { amount } from '../errors/amount.ts';
import { LimitExceeded } from '../errors/catalogue.ts';
import type { MeteredRun } from './metered-run.ts';

type Data = NonNullable<ExecutionResult['data']>;

/** Characters that are serialized at once: a fraction of a millisecond. */
const PIECE = 65_536;
/** Results up to this size are serialized in one go: some milliseconds. */
const SMALL = 1_048_576;
/** Maximum number of bytes that a character takes in JSON: "\u0000". */
const BYTES_PER_CHARACTER = 6;

const texts = new WeakMap<object, string>();

/** Throws if a result's data is larger than an answer may be. Returns undefined if the data is small. */
export type BoundAnswer = (data: Data, run: MeteredRun) => Promise<void> | undefined;

/**
 * Refuses a large answer before its whole text is in memory. A large result is serialized piece by piece, one result at
 * a time, and its text is kept for `stringifyResult`.
 */
export function createAnswerBound(maxAnswerBytes: number): BoundAnswer {
  if (maxAnswerBytes === Infinity) return () => undefined;
  const small = Math.min(SMALL, maxAnswerBytes / BYTES_PER_CHARACTER);
  const large = new Semaphore({ places: 1 });
  const boundLarge = async (data: Data, run: MeteredRun): Promise<void> => {
    using _ = await large.take(run.owner);
    run.check();
    texts.set(data, await textOf(data, run, maxAnswerBytes));
  };
  return (data, run) => (charactersUpTo(data, small) < small ? undefined : boundLarge(data, run));
}

/** The text of an answer, as JSON.stringify returns it. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const { data, ...others } = result;
  const text = data ? texts.get(data) : undefined;
  if (text === undefined) return `${JSON.stringify(result)}\n`;
  const before = JSON.stringify(others);
  return `${before.slice(0, -1)}${before === '{}' ? '' : ','}"data":${text}}\n`;
}

async function textOf(data: Data, run: MeteredRun, maxBytes: number): Promise<string> {
  const chunks: string[] = [];
  let chunk = '';
  let bytes = 0;
  for (const piece of piecesOf(data)) {
    chunk += piece;
    if (chunk.length < PIECE) continue;
    bytes += Buffer.byteLength(chunk);
    if (bytes > maxBytes) break;
    chunks.push(chunk);
    chunk = '';
    await run.pacer.turn(run.owner);
    run.check();
  }
  if (bytes + Buffer.byteLength(chunk) > maxBytes)
    throw new LimitExceeded(
      'maxAnswerBytes',
      `The answer has more than ${amount(maxBytes)} bytes, which is \`limits.maxAnswerBytes\`: ask for fewer documents at once, or select less of each`,
    );
  return chunks.join('') + chunk;
}

/** The text of a value in pieces. Most are smaller than `PIECE`, but a string is never split. */
function* piecesOf(value: unknown): Generator<string, void, void> {
  if (!isObject(value) || charactersUpTo(value, PIECE) < PIECE) {
    yield JSON.stringify(value ?? null);
    return;
  }
  let separator = '';
  if (Array.isArray(value)) {
    yield '[';
    for (const item of value) {
      yield separator;
      yield* piecesOf(item);
      separator = ',';
    }
    yield ']';
    return;
  }
  yield '{';
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    yield `${separator}${JSON.stringify(key)}:`;
    yield* piecesOf(inner);
    separator = ',';
  }
  yield '}';
}

/**
 * About how many characters the text of a value has; stops counting at `limit`. Every answer is counted, so strings,
 * the most frequent values, are counted without another call.
 */
function charactersUpTo(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length + 3;
  if (!isObject(value)) return VALUE_CHARACTERS;
  let count = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      count += charactersUpTo(item, limit - count);
      if (count >= limit) return count;
    }
    return count;
  }
  for (const key in value) {
    const inner = value[key];
    if (typeof inner === 'string') count += key.length + inner.length + 7;
    else count += key.length + 4 + (isObject(inner) ? charactersUpTo(inner, limit - count) : VALUE_CHARACTERS);
    if (count >= limit) return count;
  }
  return count;
}

const VALUE_CHARACTERS = 6;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
