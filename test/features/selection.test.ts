import { type FieldNode, type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { selectedBelow } from '../../src/features/schema/selection.ts';

function select(source: string, variableValues: Record<string, unknown> = {}): readonly string[] {
  const fields: FieldNode[] = [];
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of parse(source).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    else if (definition.kind === Kind.OPERATION_DEFINITION)
      for (const node of definition.selectionSet.selections) if (node.kind === Kind.FIELD) fields.push(node);
  }
  return selectedBelow(fields, { fragments, variableValues }).map(({ name }) => name.value);
}

test('selected fields are found in fragments of any type, once even if a fragment is spread twice', () => {
  expect(select('{ a { x ...F ... on T { y } ...F } } fragment F on T { z }')).toEqual(['x', 'z', 'y']);
});

test('the fields of a fragment that is excluded in one place are found through another spread', () => {
  expect(
    select('query ($on: Boolean!) { a { ...F @include(if: $on) ...F } } fragment F on T { z }', { on: false }),
  ).toEqual(['z']);
});

test('forty levels of fragments that each spread the next one twice are read once each', () => {
  const levels = Array.from(
    { length: 40 },
    (_, level) => `fragment F${level} on T { ...F${level + 1} ...F${level + 1} }`,
  );
  expect(select(`{ a { ...F0 } } ${levels.join(' ')} fragment F40 on T { x }`)).toEqual(['x']);
});
