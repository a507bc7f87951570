import { expect, test } from 'vitest';
import { Pacer } from '../../src/limits/pacer.ts';
import { encodedText } from '../../src/server/encoded-text.ts';

test.each([
  ['letters of one, two and three bytes', 'aą€'.repeat(200_000)],
  ['characters of two code units, which a slice must not cut', `x${'😀'.repeat(400_000)}`],
  ['one letter more than a slice', 'a'.repeat(262_145)],
])('a large text is encoded as Node encodes it: %s', async (_what, text) => {
  const encoded = await encodedText(text, new Pacer(), 'caller');
  expect(encoded.equals(Buffer.from(text))).toBe(true);
});

test('a large text is encoded in turns with other work', async () => {
  let now = 0;
  const pacer = new Pacer(() => {
    now += 5;
    return now;
  });
  let turns = 0;
  const count = () => {
    turns += 1;
    immediate = setImmediate(count);
  };
  let immediate = setImmediate(count);
  await encodedText('a'.repeat(4_000_000), pacer, 'caller');
  clearImmediate(immediate);
  expect(turns).toBeGreaterThan(3);
});
