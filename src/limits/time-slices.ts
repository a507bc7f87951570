import { currentBehalf } from './on-behalf.ts';

/** The approximate length of a slice of work. */
const SLICE_MS = 2;

/**
 * Runs the steps of a generator and resolves with its result. The steps are spread over as many iterations of the event loop
 * as they need, in rotation with the work of other callers. Rejects with the signal's reason if `signal` aborts.
 */
export async function runInSlices<Result>(
  steps: Generator<unknown, Result, void>,
  signal: AbortSignal,
): Promise<Result> {
  const behalf = currentBehalf();
  let endsAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    if (performance.now() >= endsAt) {
      const turn = behalf.turn();
      if (turn !== undefined) await turn;
      signal.throwIfAborted();
      endsAt = performance.now() + SLICE_MS;
    }
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Maps a long list in slices. */
export function mapInSlices<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item) => Result,
  signal: AbortSignal,
): Promise<readonly Result[]> {
  return runInSlices(mapSteps(items, map), signal);
}

function* mapSteps<Item, Result>(items: Iterable<Item>, map: (item: Item) => Result) {
  const results: Result[] = [];
  for (const item of items) {
    results.push(map(item));
    yield;
  }
  return results;
}
