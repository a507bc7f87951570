import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { SHAPE, shapeOf } from '../../src/cache/shape.ts';

/** A copy of the two folders whose code decides the shape of stored values. */
function copyFolders() {
  const root = mkdtempSync(join(tmpdir(), 'shape-'));
  cpSync(new URL('../../src/domain/', import.meta.url), join(root, 'domain'), { recursive: true });
  cpSync(new URL('../../src/backends/', import.meta.url), join(root, 'backends'), { recursive: true });
  return {
    root,
    shape: () => shapeOf(['domain/', 'backends/'].map((folder) => pathToFileURL(`${root}/${folder}`))),
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  };
}

test('the shape of stored values is the same for the same code in another folder', () => {
  using copy = copyFolders();
  expect(copy.shape()).toBe(SHAPE);
});

test.each(['domain/invoice.ts', 'backends/v6/map-invoice.ts', 'backends/wire.ts'])(
  'a change of %s changes the shape of stored values',
  (file) => {
    using copy = copyFolders();
    appendFileSync(join(copy.root, file), '\nexport interface Added { readonly field: string | null }\n');
    expect(copy.shape()).not.toBe(SHAPE);
  },
);

test('a new file changes the shape of stored values if it contains code', () => {
  using copy = copyFolders();
  writeFileSync(join(copy.root, 'domain/README.md'), '# Domain\n');
  expect(copy.shape()).toBe(SHAPE);
  writeFileSync(join(copy.root, 'domain/added.ts'), 'export {};\n');
  expect(copy.shape()).not.toBe(SHAPE);
});
