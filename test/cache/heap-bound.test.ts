import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { SHAPES } from './documents-of-shape.ts';

/** Bytes of V8's heap for each byte of `maxBytes`, by shape. */
let shares: ReadonlyMap<string, number>;

// V8's heap can be measured in a process that does nothing else.
beforeAll(async () => {
  const program = new URL('fill-cache.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program]);
  const lines = stdout.trim().split('\n');
  shares = new Map(
    lines.map((line) => {
      const { name, share } = JSON.parse(line) as { name: string; share: number };
      return [name, share];
    }),
  );
}, 120_000);

test.each(SHAPES)('a cache full of $name takes at most 1.5 times `maxBytes`', ({ name }) => {
  expect(shares.get(name)).toBeLessThan(1.5);
});

test.each(SHAPES.filter(({ isOrdinary }) => isOrdinary))('a cache full of $name uses what it may', ({ name }) => {
  expect(shares.get(name)).toBeGreaterThan(0.4);
});
