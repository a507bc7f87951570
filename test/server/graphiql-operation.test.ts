import { describe, expect, test } from 'vitest';
import { currentOperation } from '../../graphiql/src/current-operation.ts';

describe('the operation that GraphiQL sends', () => {
  test.each([
    ['the only one, whatever is said to be chosen', 'query A { a }', 'OfTheTabBefore', 'A'],
    ['the only one, where nothing is chosen', 'subscription A { a }', null, 'A'],
    ['one without a name', '{ a }', 'OfTheTabBefore', null],
    ['the chosen one of several', 'query A { a } query B { b }', 'B', 'B'],
    ['none of several, where the chosen one is not among them', 'query A { a } query B { b }', 'C', null],
    ['the chosen one, where the text cannot be read', 'query A {', 'A', 'A'],
  ])('is %s', (_what, text, chosen, name) => {
    expect(currentOperation(text, chosen).name).toBe(name);
  });

  test('comes with the document of its text, by which a subscription is known', () => {
    expect(currentOperation('subscription A { a }', 'B').document?.definitions).toMatchObject([
      { operation: 'subscription' },
    ]);
    expect(currentOperation('subscription A {', 'A').document).toBeNull();
  });
});
