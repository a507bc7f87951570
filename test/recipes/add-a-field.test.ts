import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyProject, type Outcome, type ProjectCopy } from './project-copy.ts';

const TYPES = 'src/domain/invoice.ts';
const BLANKS = 'src/domain/blank-invoice.ts';

/** The types that every mapping makes, and a line at the top of the blank object of each. */
const BLANK_LINES = {
  Invoice: 'export const BLANK_INVOICE',
  LineItem: 'export const BLANK_LINE',
  SupplierCard: '    document,',
  Customer: 'export const BLANK_CUSTOMER',
};

let copy: ProjectCopy;

beforeAll(async () => {
  copy = await copyProject();
  await copy.write('tsconfig.recipe.json', JSON.stringify({ extends: './tsconfig.json', include: ['src'] }));
  for (const type of Object.keys(BLANK_LINES))
    await addBelow(TYPES, `export interface ${type} {`, 'readonly added: string | null;');
}, 120_000);
afterAll(() => copy[Symbol.asyncDispose]());

describe('a field that was added to the domain types', { timeout: 120_000 }, () => {
  test('is only missed by the compiler in the blank objects, from which the mappings start', async () => {
    const { ok, output } = await compile();
    expect(ok).toBe(false);
    const places = output.split('\n').flatMap((line) => /^([\w./-]+)\(\d+,\d+\): error/.exec(line)?.[1] ?? []);
    expect(places).toEqual(Object.keys(BLANK_LINES).map(() => BLANKS));
  });

  test('compiles once it is in the blank objects, without a change of any source', async () => {
    for (const line of Object.values(BLANK_LINES)) await addBelow(BLANKS, line, 'added: null,');
    const { output } = await compile();
    expect(output).toBe('');
  });
});

/** Adds a line below the first one that starts with `text`. */
async function addBelow(path: string, text: string, line: string): Promise<void> {
  const lines = (await copy.read(path)).split('\n');
  const place = lines.findIndex((one) => one.startsWith(text));
  if (place === -1) throw new Error(`${path} does not have a line that starts with ${text}`);
  await copy.write(path, lines.toSpliced(place + 1, 0, line).join('\n'));
}

function compile(): Promise<Outcome> {
  return copy.run('typescript-native/bin/tsc', '--project', 'tsconfig.recipe.json', '--pretty', 'false');
}
