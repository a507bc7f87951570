/** What is asked for, in the configuration or by a token: names, or all there are. */
type Wanted = readonly string[] | '*';

/** Those of `known` that are wanted, in the order of `known`; names that are not known grant nothing. */
export function grant<Name extends string>(wanted: Wanted, known: readonly Name[]): ReadonlySet<Name> {
  if (wanted === '*') return new Set(known);
  const names = new Set<string>(wanted);
  return new Set(known.filter((name) => names.has(name)));
}

/**
 * A claim to names. Issuers write them as a list or separated by spaces (RFC 8693, section 4.2, on `scope`); "*" among
 * them stands for all. A claim of any other form, or none, wants nothing.
 */
export function claimToWanted(claim: unknown): Wanted {
  const names = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  const texts = names.filter((name: unknown) => typeof name === 'string');
  return texts.includes('*') ? '*' : texts;
}
