/** Returns the first `count` ids after `after` of an ascending list; fewer only if the list ends. */
export type IdList = (after: string, count: number) => Promise<readonly string[]>;

interface Cursor {
  readonly list: IdList;
  readonly ids: string[];
  isAtEnd: boolean;
}

/** Added to each list's share: lists differ in length, and with exact shares, most reads would need a second round. */
const SPARE = 8;

/**
 * The first `limit` ids after `after` of many disjoint ascending lists. Each list is asked for little more than its
 * share, and asked again only if it may have ids before those already known. So the cost depends on the limit and on
 * the number of lists, not on their lengths. Meanwhile, a list must not grow at a position before the last id that is
 * returned.
 */
export async function mergeIds(
  lists: readonly IdList[],
  { after, limit, compare }: { after: string; limit: number; compare: (a: string, b: string) => number },
): Promise<readonly string[]> {
  if (limit <= 0) return [];
  const cursors: readonly Cursor[] = lists.map((list) => ({ list, ids: [], isAtEnd: false }));
  for (let count = Math.ceil(limit / lists.length) + SPARE; ; count *= 2) {
    const known = cursors.flatMap(({ ids }) => ids).sort(compare);
    const last = known[limit - 1];
    const open = cursors.filter((cursor) => {
      const end = cursor.ids.at(-1);
      return !cursor.isAtEnd && (last === undefined || end === undefined || compare(end, last) < 0);
    });
    if (open.length === 0) return known.slice(0, limit);
    await Promise.all(open.map((cursor) => extend(cursor, after, count)));
  }
}

async function extend(cursor: Cursor, after: string, count: number): Promise<void> {
  const more = await cursor.list(cursor.ids.at(-1) ?? after, count);
  cursor.ids.push(...more);
  cursor.isAtEnd = more.length < count;
}
