/** How many places an account has taken already, and how many documents it has at hand. */
export interface Claim {
  readonly taken: number;
  readonly available: number;
}

/**
 * Gives out places one by one, each to the account with the fewest so far that still has a document for it: all are filled
 * up to one level, and the places that are left over go to the first accounts that are not above it.
 */
export function shareEvenly(places: number, claims: readonly Claim[]): readonly number[] {
  const level = highestLevel(places, claims);
  const shares = claims.map((claim) => shareAt(level, claim));
  let left = places - total(shares);
  return claims.map((claim, index) => {
    const share = shares[index] ?? 0;
    const isNext = left > 0 && share < claim.available && claim.taken + share === level;
    if (isNext) left -= 1;
    return isNext ? share + 1 : share;
  });
}

/** The highest level that all can be filled up to with so many places. */
function highestLevel(places: number, claims: readonly Claim[]): number {
  let low = 0;
  let high = Math.max(0, ...claims.map(({ taken }) => taken)) + places;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (total(claims.map((claim) => shareAt(middle, claim))) <= places) low = middle;
    else high = middle - 1;
  }
  return low;
}

function shareAt(level: number, { taken, available }: Claim): number {
  return Math.max(0, Math.min(available, level - taken));
}

function total(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0);
}
