import { PacedItem } from '../paced-batch.ts';
import { inTurn, pacedList } from '../paced-list.ts';
import { disown, isPromise } from '../promises.ts';
import type { CompiledRun } from './compiled-run.ts';
import type { Selection } from './fields-per-item.ts';

/** Wraps a thrown value that is not an Error: compiled code accepts only Errors. */
export class ThrownValue extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super('A value that is not an Error was thrown');
    this.value = value;
  }
}

export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new ThrownValue(thrown);
}

/**
 * A resolver's result in the form that compiled code handles correctly. Promises never reject but deliver the Error: a
 * rejected item of a list would be written after the last item that has been delivered, instead of in its own place.
 * `listDepth` is the number of lists that the field's type has around its items.
 */
export function resolvedValue(value: unknown, listDepth: number, run: CompiledRun, info: Selection): unknown {
  if (!isPromise(value)) return valueThere(value, listDepth, run, info);
  return delivered(value, run, (there) => {
    // Many fields can wait for one promise, and all continue at once when it resolves.
    const paced = inTurn(there, run.metered);
    if (!isPromise(paced)) return valueThere(paced, listDepth, run, info);
    return delivered(paced, run, (later) => valueThere(later, listDepth, run, info));
  });
}

function valueThere(value: unknown, listDepth: number, run: CompiledRun, info: Selection): unknown {
  if (listDepth === 0 || !isIterable(value)) return value;
  if (listDepth > 1 || !Array.isArray(value))
    return Array.from(value, (item) => itemValue(item, listDepth - 1, run, info));
  const paced = pacedList(value, run.metered, info);
  return isPromise(paced) ? delivered(paced, run, (list) => pacedItems(list, run)) : pacedItems(paced, run);
}

function pacedItems(list: unknown, run: CompiledRun): unknown {
  if (!Array.isArray(list) || !list.some(isPromise)) return list;
  return list.map((item: unknown) => {
    if (!isPromise(item)) return item;
    if (item instanceof PacedItem) return deliveredInTurn(item, run);
    // If an earlier item throws, this promise does not get a listener.
    disown(item);
    return delivered(item, run, itself);
  });
}

function itemValue(item: unknown, listDepth: number, run: CompiledRun, info: Selection): unknown {
  if (isPromise(item)) disown(item);
  return resolvedValue(item, listDepth, run, info);
}

function itself(value: unknown): unknown {
  return value;
}

/** As `delivered`, for an item that cannot fail and is used as it is. */
function deliveredInTurn(item: PacedItem, run: CompiledRun): object {
  return {
    // biome-ignore lint/suspicious/noThenProperty: compiled code calls it once, and does not await it
    then(deliver: (value: unknown) => void): void {
      item.onTurn((value) => deliverOrAbandon(value, deliver, run));
    },
  };
}

function deliverOrAbandon(value: unknown, deliver: (value: unknown) => void, run: CompiledRun): void {
  try {
    deliver(value);
  } catch {
    run.abandon();
  }
}

/**
 * Delivers the result of `use`, which may be a promise as well. Compiled code that throws after a promise would leave
 * the operation pending forever; such a run is abandoned.
 */
function delivered(promise: PromiseLike<unknown>, run: CompiledRun, use: (value: unknown) => unknown): object {
  return {
    // biome-ignore lint/suspicious/noThenProperty: compiled code calls it once, and does not await it
    then(deliver: (value: unknown) => void): void {
      const settle = (value: unknown): void => {
        if (isPromise(value)) value.then(settle);
        else deliverOrAbandon(value, deliver, run);
      };
      promise.then(
        (value) => settle(attempt(() => use(value))),
        (thrown) => settle(toError(thrown)),
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
