import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createConsumer, ROOT, WAYS } from './run-tool.ts';

const GOOD = await readFile(new URL('uses/good.ts', import.meta.url), 'utf8');
const BAD = await readFile(new URL('uses/bad.ts', import.meta.url), 'utf8');

describe('a frontend that uses the package', { timeout: 60_000 }, () => {
  test.each(WAYS)(
    'compiles with %s and the resolution %s, and does not compile with a mistake',
    async (compiler, resolution) => {
      await using consumer = await createConsumer(join(ROOT, 'client'));
      await consumer.write('src/good.ts', GOOD);
      const bad = BAD.replace('./good.ts', './good.js');
      await consumer.write('src/bad.ts', bad);
      expect(await consumer.typeCheck(compiler, resolution)).toBe('');

      // Each of those comments suppresses an error.
      await consumer.write('src/bad.ts', bad.replaceAll('@ts-expect-error', ''));
      const said = await consumer.typeCheck(compiler, resolution);
      const lines = new Set([...said.matchAll(/^src\/bad\.ts\((\d+),/gm)].map(([, line]) => line));
      expect(lines.size).toBe(bad.match(/@ts-expect-error/g)?.length);
    },
  );
});
