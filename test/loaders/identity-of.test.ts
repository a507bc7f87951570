import { expect, test } from 'vitest';
import { echoOf } from '../../src/domain/ids.ts';
import { BadUserInput } from '../../src/errors/catalogue.ts';
import { anyIdentityOf } from '../../src/loaders/identity-of.ts';

function idOf(...parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

test.each([
  ['a V6 document in a range of 8,000 years', idOf('I', 'acme', 'V6', '0001-01-01/9999-12-31', 'A', '', '')],
  ['a V6 document of the year 1066', idOf('I', 'acme', 'V6', '1066-10-14', 'A', '', '')],
  ['an Įvesk document of the year 1066', idOf('I', 'acme', 'IVESK', 'a', '1066-10-14T00:00:00Z')],
  [
    'a line of a V6 document in a range of 8,000 years',
    idOf('N', 1, null, 'acme', 'V6', '0001-01-01/9999-12-31', 'A', '', ''),
  ],
  [
    'a V6 document with a key that is not valid at V6',
    idOf('I', 'acme', 'V6', '2024-05-14', 'x'.repeat(100), 'y'.repeat(100), '', 'z'),
  ],
])('the id of %s is refused, and the error quotes its first 40 characters', (_what, id) => {
  const refused = () => anyIdentityOf(id);
  expect(refused).toThrow(BadUserInput);
  expect(refused).toThrow(`${JSON.stringify(`${id.slice(0, 40)}…`)} is not an id of this endpoint`);
});

test('an error quotes only the first 40 characters of a text that is longer than any id', () => {
  expect(echoOf('x'.repeat(1_200))).toHaveLength(1_200);
  expect(echoOf('x'.repeat(1_201))).toBe(`${'x'.repeat(40)}…`);
});
