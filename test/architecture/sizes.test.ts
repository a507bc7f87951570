import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { readSources } from './source-imports.ts';

const MAX_LINES = 250;
const MAX_FILES = 15;

const ours = readSources().filter(({ path }) => path.startsWith('src/') && !path.includes('__generated__'));

test(`no file of src/ has more than ${MAX_LINES} lines`, () => {
  const long = ours.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > MAX_LINES ? `${path}: ${lines}` : [];
  });
  expect(long).toEqual([]);
});

test(`no folder of src/ has more than ${MAX_FILES} files of its own`, () => {
  const full = [...new Set(ours.map(({ path }) => dirname(path)))].flatMap((folder) => {
    const root = new URL(`../../${folder}`, import.meta.url);
    const files = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
    return files.length > MAX_FILES ? `${folder}: ${files.length}` : [];
  });
  expect(full).toEqual([]);
});
