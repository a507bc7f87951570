import { describe, expect, test } from 'vitest';
import { FairQueue } from '../../src/async/fair-queue.ts';

interface Named {
  readonly name: string;
}

function filled(...names: readonly string[]): { queue: FairQueue<Named>; items: readonly Named[] } {
  const queue = new FairQueue<Named>();
  const items = names.map((name) => ({ name }));
  for (const item of items) queue.push(item.name.charAt(0), item);
  return { queue, items };
}

function drained(queue: FairQueue<Named>): readonly string[] {
  const names: string[] = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) names.push(item.name);
  return names;
}

describe('a fair queue', () => {
  test("goes round the owners, and keeps the order of each owner's items", () => {
    const { queue } = filled('a1', 'a2', 'a3', 'b1', 'c1', 'c2');
    expect(drained(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
    expect(queue.size).toBe(0);
  });

  test('lets the first item of a new owner wait for at most one item of each other owner', () => {
    const { queue } = filled('a1', 'a2', 'a3', 'a4');
    queue.shift();
    queue.push('b', { name: 'b1' });
    expect(drained(queue)).toEqual(['a2', 'b1', 'a3', 'a4']);
  });

  test('counts items by owner, and does not count a deleted item', () => {
    const { queue, items } = filled('a1', 'a2', 'b1');
    const [first, , third] = items as [Named, Named, Named];
    queue.delete('a', first);
    queue.delete('a', first);
    queue.delete('b', third);
    expect([queue.size, queue.sizeOf('a'), queue.sizeOf('b')]).toEqual([1, 1, 0]);
    expect(drained(queue)).toEqual(['a2']);
  });
});
