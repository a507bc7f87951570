import { fieldsPerItem, type Selection } from './compiled/fields-per-item.ts';
import type { MeteredRun } from './metered-run.ts';
import { PacedBatch, PacedItem } from './paced-batch.ts';
import { disown, disownItems, isPromise } from './promises.ts';

/** Fields that are produced without a look at the clock: some milliseconds of work. */
const MAX_FIELDS_AT_ONCE = 2_000;

/**
 * A resolver's list in a form that spreads the work on its items over iterations of the event loop:
 * - the list itself if there is time left in this iteration
 * - a promise of it if it has to wait
 * - a list of thenables if its items are more work than fits into one iteration
 *
 * Counts its fields, and throws if the operation then has too many.
 */
export function pacedList(list: readonly unknown[], run: MeteredRun, info: Selection): unknown {
  const perItem = fieldsPerItem(info);
  run.produce(list.length * perItem);
  const itemsAtOnce = Math.max(1, Math.floor(MAX_FIELDS_AT_ONCE / perItem));
  if (list.length > itemsAtOnce) return whenItsTurn(list, run, () => inBatches(list, itemsAtOnce, run));
  if (list.some(isPromise)) return list.map((item) => (isPromise(item) ? whenThere(item, run) : item));
  return inTurn(list, run);
}

/** The value if there is time left in this iteration of the event loop, else a promise of it for a later one. */
export function inTurn(value: unknown, run: MeteredRun): unknown {
  return whenItsTurn(value, run, () => value);
}

function whenItsTurn(value: unknown, run: MeteredRun, use: () => unknown): unknown {
  const turn = run.pacer.turn(run.owner);
  if (turn === undefined) return use();
  disownItems(value);
  return turn.then(() => {
    run.check();
    return use();
  });
}

function inBatches(list: readonly unknown[], size: number, run: MeteredRun): readonly unknown[] {
  run.endWithCaller();
  const paced: PromiseLike<unknown>[] = [];
  for (let start = 0; start < list.length; start += size) {
    const batch = new PacedBatch(run);
    for (const item of list.slice(start, start + size))
      paced.push(isPromise(item) ? whenThere(item, run) : new PacedItem(batch, item));
  }
  return paced;
}

/** A promised item is paced after it has resolved: many can resolve at once. */
function whenThere(item: PromiseLike<unknown>, run: MeteredRun): PromiseLike<unknown> {
  return owned(item.then((value) => inTurn(value, run)));
}

/** If an earlier item makes the whole list null, the rejection does not have another listener. */
function owned<P extends PromiseLike<unknown>>(item: P): P {
  disown(item);
  return item;
}
