import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { densityOf, exceeds } from '../../scripts/prose/density.ts';
import { findViolations } from '../../scripts/prose/find-violations.ts';
import { METAPHORS } from '../../scripts/prose/metaphors.ts';
import type { Passage, PassageKind } from '../../scripts/prose/passage.ts';
import { readProse } from '../../scripts/prose/read-prose.ts';
import { RULES } from '../../scripts/prose/rules.ts';

function violations(text: string, kind: PassageKind = 'comment'): readonly string[] {
  return findViolations([{ kind, start: 0, text }]).map(({ rule, words }) => `${rule.name}: ${words}`);
}

const EXAMPLES: readonly (readonly [rule: string, wrong: string, words: string, right: string])[] = [
  ['clause as subject', 'What is older is dropped.', 'What', 'Older events are dropped.'],
  ['clause as subject', 'Whoever reads it waits.', 'Whoever', 'Its reader waits.'],
  ['clause as subject', 'One list: who asks gets it.', 'who', 'The caller gets one list.'],
  ['clause as object', 'The last event, of whatever company.', 'of whatever', 'The last event of any company.'],
  ['fronted "of"', 'Of V6 a list holds 30 days.', 'Of', 'A V6 list covers 30 days.'],
  [
    'fronted "of"',
    'Of course it holds 30 days; of V6, more.',
    'of',
    'Of course it holds 30 days: of these, few matter.',
  ],
  ['fronted "where"', 'Where the list is empty, it is null.', 'Where', 'Returns null if the list is empty.'],
  ['"where" for "if"', 'Undefined where the list is empty.', 'Undefined where', 'Undefined if the list is empty.'],
  ['"where" for "if"', 'It ends where there is an error.', 'where there is', 'It ends where the list ends.'],
  ['fronted phrase', 'Without a kind nothing is read.', 'Without a kind nothing is', 'Nothing is read without a kind.'],
  ['"is no"', 'The id is no number.', 'is no', 'The id is no longer a number; there is no number.'],
  ['"has none"', 'The list has none.', 'has none', 'The list does not have one.'],
  ['"has none"', 'An id that is none fails.', 'is none', 'Returns null if there is none.'],
  ['"none that"', 'Type is none that SNS sends.', 'none that', 'Unknown message type.'],
  ['"nothing that"', 'Reads nothing that is old.', 'nothing that', 'Reads only new events.'],
  ['"nobody"', 'An error that nobody handles.', 'nobody', 'An unhandled error.'],
  ['private metaphor', 'Gives the page.', 'Gives', 'Returns the page; a reader gives up.'],
  ['private metaphor', 'A call under\n   way.', 'under way', 'A call in flight.'],
  ['private metaphor', 'Paging goes on.', 'goes on', 'Paging continues.'],
  ['private metaphor', 'Waits for the next turn.', 'next turn', 'Waits for the next turn of the event loop.'],
  ['private metaphor', 'The call was given up.', 'given up', 'Given up: the caller has given up.'],
  ['private metaphor', 'Stands in the list.', 'Stands in', 'It may stand in for a stand-in.'],
  ['private metaphor', 'Runs so many calls.', 'so many', 'Runs so many calls that they wait, or so many as it can.'],
];

describe('rules', () => {
  test.each(EXAMPLES)('%s: "%s" is a violation', (rule, wrong, words) => {
    expect(violations(wrong)).toEqual([`${rule}: ${words}`]);
  });

  test.each(EXAMPLES)('%s: allows a correction of "%s"', (_rule, _wrong, _words, right) => {
    expect(violations(right)).toEqual([]);
  });

  test('each have an example', () => {
    expect(new Set(EXAMPLES.map(([rule]) => rule))).toEqual(new Set(RULES.map(({ name }) => name)));
  });

  test('allow a heading and a question that begin with "what"', () => {
    expect(violations('What it does', 'heading')).toEqual([]);
    expect(violations('What is a list?')).toEqual([]);
  });

  test('do not apply to code and quotations', () => {
    const comment = '// Rejects with `who is no caller` or "nobody".';
    expect(findViolations(readProse('a.ts', comment))).toEqual([]);
  });
});

/** For each row of the table, a text that it matches. */
const METAPHORICAL = [
  ...['read anew', 'calls under way', 'it went on', 'mended', 'the bell', 'two doors', 'in turns', 'in the same turn'],
  ...['a range turned round', 'patience', 'an oddity', 'hears of it', 'lets go of it', 'it is given up', 'it forgets'],
  ...[
    'a body came in whole',
    'run side by side',
    'on its way',
    'its time is over',
    'one byte too many',
    'no sign of life',
  ],
  ...['it is played', 'beside those', 'stands between them', 'surely', 'after so much time', 'all else', 'in vain'],
];

describe('private metaphors', () => {
  test('each match their example', () => {
    expect(METAPHORS.map(([pattern], row) => METAPHORICAL[row]?.match(pattern) != null)).toEqual(
      METAPHORICAL.map(() => true),
    );
  });

  test.each(METAPHORS)('%s: the replacement "%s" is allowed', (_, replacement) => {
    expect(violations(replacement)).toEqual([]);
  });
});

describe('density', () => {
  const thousandWords = (...words: readonly string[]): Passage => ({
    kind: 'comment',
    start: 0,
    text: [...words, ...Array(1_000 - words.length).fill('word')].join(' '),
  });

  test('is below the limits with one "what" and without "none", "nobody" and "nothing" in 1,000 words', () => {
    const density = densityOf([thousandWords('what')]);
    expect(density.words).toBe(1_000);
    expect(density.figures.filter((figure) => exceeds(density, figure))).toEqual([]);
  });

  test('exceeds the limits with two "what" and one "nothing" in 1,000 words', () => {
    const density = densityOf([thousandWords('What', 'what', 'nothing')]);
    const exceeded = density.figures.filter((figure) => exceeds(density, figure));
    expect(exceeded.map(({ name, rate }) => [name, rate])).toEqual([
      ['what', 2],
      ['none|nobody|nothing', 1],
    ]);
  });

  test('does not count titles and messages, and has no limit in less than 1,000 words', () => {
    const density = densityOf([
      { kind: 'title', start: 0, text: 'says what' },
      { kind: 'message', start: 0, text: 'say what' },
      { kind: 'paragraph', start: 0, text: 'Says what it does.' },
    ]);
    expect(density.words).toBe(4);
    expect(density.figures.filter((figure) => exceeds(density, figure))).toEqual([]);
  });
});

describe('node scripts/prose.ts', () => {
  const script = join(import.meta.dirname, '../../scripts/prose.ts');
  const run = (cwd: string, ...paths: readonly string[]) =>
    new Promise<{ code: number | string; output: string }>((resolve) => {
      execFile(process.execPath, [script, ...paths], { cwd }, (error, output) =>
        resolve({ code: error?.code ?? 0, output }),
      );
    });

  test('prints each violation below the paths with its line, sentence and advice, and fails', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'prose-'));
    await writeFile(join(folder.path, 'good.md'), '# A list\n\nIt has pages.\n');
    await writeFile(join(folder.path, 'bad.ts'), '/**\n * Returns a page. What is\n * old is read anew.\n */\n');

    expect(await run(folder.path, 'good.md')).toEqual({
      code: 0,
      output: '0 findings in 1 files; per 1,000 of 5 words: what 0.0 (limit 2), none|nobody|nothing 0.0 (limit 1)\n',
    });
    const { code, output } = await run(folder.path);
    expect(code).toBe(1);
    expect(output.split('\n')).toEqual([
      expect.stringMatching(/^bad\.ts:2: clause as subject, "What": begin with a noun/),
      '    What is old is read anew.',
      'bad.ts:3: private metaphor, "anew": again',
      '    What is old is read anew.',
      '     1 clause as subject',
      '     1 private metaphor',
      expect.stringMatching(/^2 findings in 2 files; per 1,000 of 14 words: what 71\.4/),
      '',
    ]);
  });
});
