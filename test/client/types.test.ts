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
      const bad = BAD.replace('./good.ts', './good.js');
      await consumer.write('src/good.ts', GOOD);
      await consumer.write('src/bad.ts', bad);
      // Without the comments, each of the lines below them is an error.
      await consumer.write('src/worse.ts', bad.replaceAll('@ts-expect-error', ''));
      const said = await consumer.typeCheck(compiler, resolution);
      // Indented lines explain the error above them.
      const faults = said.split('\n').filter((line) => line !== '' && !line.startsWith(' '));
      const lines = faults.map((line) => /^src\/worse\.ts\((\d+),/.exec(line)?.[1] ?? line);
      expect(lines.filter((line) => !/^\d+$/.test(line))).toEqual([]);
      expect(new Set(lines).size).toBe(bad.match(/@ts-expect-error/g)?.length);
    },
  );
});
