import type { CompiledRun } from './compiled-run.ts';

/** What was thrown where it was no Error: the compiled code takes Errors only. */
export class ThrownValue extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super('Not an Error was thrown');
    this.value = value;
  }
}

export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new ThrownValue(thrown);
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}

/**
 * What a resolver gave, in the form that compiled code treats rightly. Promises never reject but deliver the Error: a
 * rejected item of a list would be written behind the last item that has come so far instead of in its own place.
 * `listDepth` is how many lists the field's type has around its items.
 */
export function resolvedValue(value: unknown, listDepth: number, run: CompiledRun): unknown {
  if (isPromise(value)) return delivered(value, listDepth, run);
  if (listDepth === 0 || !isIterable(value)) return value;
  const isPlain = listDepth === 1 && Array.isArray(value) && !value.some(isPromise);
  return isPlain ? value : Array.from(value, (item) => itemValue(item, listDepth - 1, run));
}

function itemValue(item: unknown, listDepth: number, run: CompiledRun): unknown {
  // Where an item before it throws, nobody comes to wait for it.
  if (isPromise(item)) disown(item);
  return resolvedValue(item, listDepth, run);
}

/** Says that a rejection of this promise is told elsewhere: in an abandoned run's place, the interpreted one meets it. */
export function disown(promise: PromiseLike<unknown>): void {
  promise.then(undefined, () => undefined);
}

/** Compiled code that throws after a promise would leave the operation pending for ever; such a run is abandoned. */
function delivered(promise: PromiseLike<unknown>, listDepth: number, run: CompiledRun): object {
  return {
    // biome-ignore lint/suspicious/noThenProperty: the compiled code calls it, once, and awaits nothing
    then(deliver: (value: unknown) => void): void {
      const guarded = (value: unknown): void => {
        try {
          deliver(value);
        } catch {
          run.abandon();
        }
      };
      promise.then(
        (value) => guarded(attempt(() => resolvedValue(value, listDepth, run))),
        (thrown) => guarded(toError(thrown)),
      );
    },
  };
}

/** An iterable may throw while it is read. */
function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (thrown) {
    return toError(thrown);
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.iterator in value &&
    typeof value[Symbol.iterator] === 'function'
  );
}
