/** How many places an account has taken already, and how many documents it has at hand. */
export interface Claim {
  readonly taken: number;
  readonly available: number;
}

/** Gives out places one by one, each to the account with the fewest so far that still has a document for it. */
export function shareEvenly(places: number, claims: readonly Claim[]): readonly number[] {
  const shares = claims.map(() => 0);
  for (let place = 0; place < places; place += 1) {
    let least = -1;
    claims.forEach(({ taken, available }, index) => {
      const share = shares[index] ?? 0;
      if (share >= available) return;
      const best = claims[least];
      if (best === undefined || taken + share < best.taken + (shares[least] ?? 0)) least = index;
    });
    if (least === -1) break;
    shares[least] = (shares[least] ?? 0) + 1;
  }
  return shares;
}
