import { fieldsPerItem, type Selection } from './compiled/fields-per-item.ts';
import type { MeteredRun } from './metered-run.ts';
import { PacedBatch, PacedItem } from './paced-batch.ts';
import { disown, disownItems, isPromise } from './promises.ts';

/** What is produced without looking at the clock: some milliseconds of work. */
const MAX_FIELDS_AT_ONCE = 2_000;

/**
 * A list that a resolver gave, in the form that spreads the work on its items over turns of the event loop: as it is
 * while there is time, as a promise if it has to wait, and with thenables for its items if it is more than one turn's
 * work. Counts its fields; throws if the operation may not have so many.
 */
export function pacedList(list: readonly unknown[], run: MeteredRun, info: Selection): unknown {
  const perItem = fieldsPerItem(info);
  run.produce(list.length * perItem);
  const itemsAtOnce = Math.max(1, Math.floor(MAX_FIELDS_AT_ONCE / perItem));
  if (list.length > itemsAtOnce) return whenItsTurn(list, run, () => inBatches(list, itemsAtOnce, run));
  if (list.some(isPromise)) return list.map((item) => (isPromise(item) ? whenThere(item, run) : item));
  return inTurn(list, run);
}

/** The value if there is time for it now; else a promise of it, for when it has its turn. */
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

/** An item that comes by itself gets a turn when it has come: many can come at once. */
function whenThere(item: PromiseLike<unknown>, run: MeteredRun): PromiseLike<unknown> {
  return owned(item.then((value) => inTurn(value, run)));
}

/** If an item before it makes the whole list null, its rejection has no other listener. */
function owned<P extends PromiseLike<unknown>>(item: P): P {
  disown(item);
  return item;
}
