import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claim, shareEvenly } from '../../src/loaders/invoice-page/share-evenly.ts';

/** Distributes one place after the other, each to the first account with the fewest. */
function oneByOne(places: number, claims: readonly Claim[]): readonly number[] {
  const shares = claims.map(() => 0);
  for (let place = 0; place < places; place += 1) {
    const open = claims.map(({ taken, available }, index) =>
      (shares[index] ?? 0) < available ? taken + (shares[index] ?? 0) : Infinity,
    );
    const least = open.indexOf(Math.min(...open));
    if (open[least] === Infinity) break;
    shares[least] = (shares[least] ?? 0) + 1;
  }
  return shares;
}

test('the places of a page are distributed as if one by one, each to the first account with the fewest', () => {
  const claim = fc.record({ taken: fc.integer({ min: 0, max: 20 }), available: fc.integer({ min: 0, max: 20 }) });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), fc.array(claim, { minLength: 1, maxLength: 8 }), (places, claims) => {
      expect(shareEvenly(places, claims)).toEqual(oneByOne(places, claims));
    }),
    { numRuns: 2_000 },
  );
});
