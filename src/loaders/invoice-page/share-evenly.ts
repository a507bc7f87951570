/** The number of places that an account has taken, and of documents that it has available. */
export interface Claim {
  readonly taken: number;
  readonly available: number;
}

/**
 * Distributes places one by one, each to the account with the fewest that still has a document. In other words, fills all
 * accounts up to one level, and gives the remaining places to the first accounts that are not above it.
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

/** The highest level up to which the places fill all accounts. */
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
