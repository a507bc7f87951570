import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = new URL('../../docs/adr/', import.meta.url);
const names = readdirSync(FOLDER).sort();

test('decision records are numbered without a gap', () => {
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
});

test.each(names)('%s begins with its number, its status and the date of that status', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  const number = Number(name.slice(0, 4));
  expect(text).toMatch(
    new RegExp(
      `^# ${number}\\. .+\\n\\nStatus: (accepted|superseded by \\d+), \\d{4}-\\d{2}-\\d{2}\\n\\n## Context\\n`,
    ),
  );
});
