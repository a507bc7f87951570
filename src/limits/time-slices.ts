import { currentBehalf } from './on-behalf.ts';

/** About this long one slice of the work may take. */
const SLICE_MS = 2;

/**
 * Runs work that is made of small steps, spread over as many turns of the event loop as it needs, in rotation with that of
 * other callers. A step of the generator is one of the work; its result is that of the work. Rejects with the signal's reason
 * when `signal` is aborted.
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

/** Maps a long list in the same way. */
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
