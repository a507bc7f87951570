import { describe, expect, test } from 'vitest';
import { currentOperation } from '../../graphiql/src/current-operation.ts';

describe('the operation that GraphiQL sends', () => {
  test.each([
    ['the only one, whichever is chosen', 'query A { a }', 'OfTheTabBefore', 'A'],
    ['the only one, if none is chosen', 'subscription A { a }', null, 'A'],
    ['one without a name', '{ a }', 'OfTheTabBefore', null],
    ['the chosen one of several', 'query A { a } query B { b }', 'B', 'B'],
    ['none of several, if the chosen one is not among them', 'query A { a } query B { b }', 'C', null],
    ['the chosen one, if the text cannot be parsed', 'query A {', 'A', 'A'],
  ])('is %s', (_what, text, chosen, name) => {
    expect(currentOperation(text, chosen).name).toBe(name);
  });

  test('is sent with its parsed document, by which GraphiQL recognizes a subscription', () => {
    expect(currentOperation('subscription A { a }', 'B').document?.definitions).toMatchObject([
      { operation: 'subscription' },
    ]);
    expect(currentOperation('subscription A {', 'A').document).toBeNull();
  });
});
