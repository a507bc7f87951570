import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { SHAPES } from './documents-of-shape.ts';

/** Bytes of V8's heap for each byte of `maxBytes`, by shape. */
let shares: ReadonlyMap<string, number>;

// V8's heap can only be measured in a process without other work.
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

for (const { name, isOrdinary } of SHAPES) {
  test(`a cache full of ${name} takes at most 1.5 times \`maxBytes\``, () => {
    expect(shares.get(name)).toBeLessThan(1.5);
  });
  if (isOrdinary) {
    test(`a cache full of ${name} uses most of \`maxBytes\``, () => {
      expect(shares.get(name)).toBeGreaterThan(0.4);
    });
  }
}
