import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SOURCES } from '../../src/domain/source.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** In any letter case, also as a part of a longer name, and with the letter that people write. */
const NAME = new RegExp(SOURCES.map((source) => source.replace('I', '[IĮ]')).join('|'), 'giu');
/** Not a source: the version of the Internet Protocol. */
const IP_VERSION = /ipv6/gi;

/** The places that may name a source, and why. */
const MAY_NAME = [
  // The source itself.
  /^src\/backends\/[^/]+\//,
  // Its name, once.
  /^src\/domain\/source\.ts$/,
  // One line for each source: the compiler refuses a registry that lacks one.
  /^src\/backends\/registry\.ts$/,
  // Written out of schema/ and contracts/.
  /\/__generated__\//,
];

test('a source is named only in its own folder, the list of sources and the registry', () => {
  const places = globSync('src/**/*.{ts,graphql}', { cwd: ROOT })
    .filter((path) => !MAY_NAME.some((place) => place.test(path)))
    .flatMap((path) => namesIn(readFileSync(`${ROOT}/${path}`, 'utf8')).map((name) => `${path}: ${name}`));
  expect(places).toEqual([]);
});

test('a name is found inside identifiers, paths and comments, and IPv6 is not mistaken for a source', () => {
  expect(namesIn('toV6Invoice(iveskQueue) // Įvesk, isIPv6')).toEqual(['V6', 'ivesk', 'Įvesk']);
});

function namesIn(text: string): readonly string[] {
  return text.replace(IP_VERSION, '').match(NAME) ?? [];
}
