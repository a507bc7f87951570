import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLNamedType, isSpecifiedScalarType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { factsOf, requiredInputs } from './schema-facts.ts';
import { ownTypes } from './served-schema.ts';

/** Promised root fields that are not built yet. Types that only they need may be missing. */
const TO_COME: readonly string[] = [];

const sdl = readFileSync(new URL('public-names.graphql', import.meta.url), 'utf8');
const promisedTypes = Object.values(buildSchema(sdl, { assumeValidSDL: true }).getTypeMap()).filter(
  (type) => !isSpecifiedScalarType(type) && !type.name.startsWith('__'),
);
const promised = factsOf(promisedTypes);
const served = factsOf(ownTypes);

describe('the names in public-names.graphql', () => {
  test('are all served with the promised kind, type, nullability and default', () => {
    const needed = new Set(neededNow(promisedTypes));
    const broken = [...promised].flatMap(([coordinate, promise]) => {
      const actual = served.get(coordinate);
      if (actual === promise || (actual === undefined && !needed.has(coordinate))) return [];
      return [`${coordinate} was promised as ${promise} and is ${actual ?? 'missing'}`];
    });
    expect(broken).toEqual([]);
  });

  test('do not require an argument or input field that was not promised', () => {
    const known = new Set(requiredInputs(promisedTypes));
    const asked = requiredInputs(ownTypes).filter(
      (coordinate) => promised.has(ownerOf(coordinate)) && !known.has(coordinate),
    );
    expect(asked).toEqual([]);
  });
});

/** Coordinates of everything that the root types reach, except through the roots to come. */
function neededNow(types: readonly GraphQLNamedType[]): readonly string[] {
  const reached = new Map<string, readonly string[]>();
  const reach = (name: string) => {
    if (reached.has(name) || TO_COME.includes(name)) return;
    const ofType = [...factsOf(types.filter((type) => type.name === name))].filter(
      ([coordinate]) => !isToCome(coordinate),
    );
    reached.set(
      name,
      ofType.map(([coordinate]) => coordinate),
    );
    for (const word of ofType.flatMap((fact) => fact.join(' ').match(/\w+/g) ?? []))
      if (promised.has(word)) reach(word);
  };
  reach('Query');
  reach('Mutation');
  reach('Subscription');
  return [...reached.values()].flat();
}

function isToCome(coordinate: string): boolean {
  return TO_COME.some(
    (root) => coordinate === root || coordinate.startsWith(`${root}.`) || coordinate.startsWith(`${root}(`),
  );
}

/** The field that an argument belongs to, or the type of an input field. */
function ownerOf(coordinate: string): string {
  return coordinate.slice(0, coordinate.search(coordinate.includes('(') ? /\(/ : /\./));
}
