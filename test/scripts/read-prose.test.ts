import { describe, expect, test } from 'vitest';
import { readProse } from '../../scripts/prose/read-prose.ts';
import { sentencesOf } from '../../scripts/prose/sentence.ts';

/** The sentences that are read from a file, each after its kind. */
function read(file: string, source: string): readonly string[] {
  return readProse(file, source)
    .flatMap(sentencesOf)
    .map(({ kind, text }) => `${kind}: ${text.replace(/ +/g, ' ')}`);
}

describe('the prose of TypeScript', () => {
  test('includes comments without their marks', () => {
    const source = `
      /** Returns the page. Throws if it\n       * is empty. */
      const a = 1; // Seconds.
      // Two lines
      // are one comment.
    `;
    expect(read('a.ts', source)).toEqual([
      'comment: Returns the page.',
      'comment: Throws if it is empty.',
      'comment: Seconds.',
      'comment: Two lines are one comment.',
    ]);
  });

  test('does not include strings, templates, regular expressions or JSX that look like comments', () => {
    const source = [
      "const url = 'http://a.example/*';",
      `const text = \`\${url /* In code. */} // in a template\`;`,
      'const pattern = /[/*]a//b/;',
      'const element = <p>// in an element</p>; // After it.',
    ].join('\n');
    const comments = read('a.tsx', source).filter((sentence) => sentence.startsWith('comment'));
    expect(comments).toEqual(['comment: In code.', 'comment: After it.']);
  });

  test('does not include directives, and masks code, quotations and addresses', () => {
    const source = '// biome-ignore lint/a/b: The `id` of "one page", see https://a.example/b.';
    expect(read('a.ts', source)).toEqual(['comment: The ____ of __________, see ___________________.']);
  });

  test('includes the titles of tests', () => {
    const source = `
      describe('a page', () => {
        test.each([1, 2])(\`returns \${count} rows\`, () => {});
        test.skipIf(slow)('ends in time', () => check('some words of data'));
      });
    `;
    expect(read('test/a.test.ts', source)).toEqual([
      'title: a page',
      'title: returns ________ rows',
      'title: ends in time',
    ]);
  });

  test('includes the first text of each row in the table of a test', () => {
    const source = `
      test.each([['a page without rows', 'some words of data'], ['short', 1]])('%s', () => {});
      test.each(['has no rows at all'])('a page %s', () => {});
    `;
    expect(read('test/a.test.ts', source)).toEqual([
      'title: %s',
      'message: a page without rows',
      'title: a page %s',
      'message: has no rows at all',
    ]);
  });

  test('includes messages of three words or more, with masked expressions', () => {
    const source = `
      throw new RangeError(\`The page \${number} does not exist\`);
      log.warn({ code: 'no-page' }, 'The page was ' + reason + ' and is not shown');
      const element = <p className="a">Pass the id of <b>one page</b> only</p>;
    `;
    expect(read('src/a.tsx', source)).toEqual([
      'message: The page _________ does not exist',
      'message: The page was ______ and is not shown',
      'message: Pass the id of _______________ only',
    ]);
  });
});

test('the prose of GraphQL is its descriptions, deprecations and comments', () => {
  const source = `
    # Read by everybody.
    type Page {
      "One page of a list."
      rows(first: Int = 1, text: String = "x"): Int @deprecated(reason: "Use lines instead.")
      """
      Returns null if the list
      is empty.
      """
      lines: Int
    }
  `;
  expect(read('a.graphql', source)).toEqual([
    'comment: Read by everybody.',
    'description: One page of a list.',
    'description: Use lines instead.',
    'description: Returns null if the list is empty.',
  ]);
});

test('the prose of Markdown is its headings, paragraphs, items and cells without code and targets of links', () => {
  const source = [
    '# A list',
    '',
    'Two lines of **one** paragraph,',
    'see [the manual](docs/manual.md). Use `a | b`.',
    '',
    '```sh',
    'echo what is no prose',
    '```',
    '',
    '- the first item,',
    '  continued',
    '- the second item',
    '',
    '| what it does | code |',
    '|---|---|',
    '| lists pages | `a | b` |',
  ].join('\n');
  expect(read('a.md', source)).toEqual([
    'heading: A list',
    'paragraph: Two lines of one paragraph, see the manual .',
    'paragraph: Use _______.',
    'paragraph: the first item, continued',
    'paragraph: the second item',
    'heading: what it does',
    'heading: code',
    'paragraph: lists pages',
  ]);
});

test('the prose of CSS is its comments', () => {
  expect(read('a.css', '/* Wide screens. */ p { color: red }')).toEqual(['comment: Wide screens.']);
});

test('the prose of a template is that of the file that it becomes', () => {
  expect(read('a.ts.txt', '// A comment.')).toEqual(['comment: A comment.']);
  expect(read('a.yaml.txt', '// A comment.')).toEqual([]);
});
