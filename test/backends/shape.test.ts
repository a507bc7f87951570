import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fields, listOf, oneOf, shapeOf } from '../../src/backends/answers/shape.ts';
import { ContractDeviations } from '../../src/backends/contract-deviations.ts';
import { LongNumber } from '../../src/backends/json/parse-json.ts';
import { Unparsed } from '../../src/backends/json/salvage.ts';
import { bool, date, decimal, int, text } from '../../src/backends/wire.ts';

interface Leaf {
  readonly name: string;
  readonly isOpen: boolean;
}
interface Root extends Leaf {
  readonly total: number;
  readonly count: number;
  readonly day: string;
  readonly word: string;
  readonly leaf: Leaf;
  readonly leaves: readonly Leaf[];
}

const READERS = { name: text, isOpen: bool, total: decimal, count: int, day: date };
const leaf = fields<Leaf>({ name: text, isOpen: bool });
const SHAPE = shapeOf<Root>('Root', {
  ...READERS,
  word: oneOf((word) => word === 'known'),
  leaf,
  leaves: listOf(leaf),
});

/** The paths that deviate, in the order of the shape, as one would look for them by hand. */
function deviatingPaths(root: Readonly<Record<string, unknown>>): readonly string[] {
  const isAbsent = (value: unknown) => value === undefined || value === null;
  const own = (object: object, path: string, names: readonly (keyof typeof READERS)[]) =>
    names
      .filter((name) => !isAbsent(Reflect.get(object, name)) && READERS[name](Reflect.get(object, name)) === null)
      .map((name) => `${path}.${name}`);
  const ofLeaf = (value: unknown, path: string) => (isObject(value) ? own(value, path, ['name', 'isOpen']) : [path]);
  const { word, leaf, leaves } = root;
  return [
    ...own(root, 'Root', ['name', 'isOpen', 'total', 'count', 'day']),
    ...(isAbsent(word) || word === 'known' ? [] : ['Root.word']),
    ...(isAbsent(leaf) ? [] : ofLeaf(leaf, 'Root.leaf')),
    ...(isAbsent(leaves)
      ? []
      : Array.isArray(leaves)
        ? leaves.flatMap((one) => ofLeaf(one, 'Root.leaves[]'))
        : ['Root.leaves']),
  ];
}

function isObject(value: unknown): value is object {
  const isSpecial = value instanceof LongNumber || value instanceof Unparsed || Array.isArray(value);
  return typeof value === 'object' && value !== null && !isSpecial;
}

test('a shape counts and records each value that its reader does not understand', () => {
  const anything = fc.oneof(
    fc.constantFrom(undefined, null, '', 'known', '1', '2024-05-14', 0, -0, 1.5, Number.POSITIVE_INFINITY, true),
    fc.constantFrom({}, [], [1], new LongNumber('12345678901234567890'), new Unparsed({ name: 'a' })),
    fc.jsonValue({ maxDepth: 1 }),
  );
  const leaves = fc.oneof(anything, fc.record({ name: anything, isOpen: anything }, { requiredKeys: [] }));
  const roots = fc.record(
    {
      ...{ name: anything, isOpen: anything, total: anything, count: anything, day: anything, word: anything },
      ...{ leaf: leaves, leaves: fc.oneof(anything, fc.array(leaves, { maxLength: 3 })), unknown: anything },
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(roots, (root) => {
      const recorded: string[] = [];
      const deviations = new ContractDeviations({ source: 'V6', company: 'acme' }, { warn: () => {} }, (path) =>
        recorded.push(path),
      );
      const expected = deviatingPaths(root);
      expect(SHAPE.oddities(root, deviations)).toBe(expected.length);
      expect(recorded).toStrictEqual(expected);
    }),
    { numRuns: 1_000 },
  );
});
