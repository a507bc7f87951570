import { setImmediate } from 'node:timers/promises';

/** About this long one slice may take: others are served between two of them. */
const SLICE_MS = 10;

/** Maps a long list without standing in the way of others: it pauses for a turn of the event loop whenever it has taken some time. */
export async function mapInSlices<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let endsAt = performance.now() + SLICE_MS;
  for (const item of items) {
    results.push(map(item));
    if (performance.now() < endsAt) continue;
    await setImmediate();
    endsAt = performance.now() + SLICE_MS;
  }
  return results;
}
