/** The names that the configuration or a token asks for; `*` means all. */
export type Wanted = readonly string[] | '*';

/** The wanted names among `known`, in the order of `known`. Unknown names are ignored. All callers with `*` share one set. */
export function grant<Name extends string>(wanted: Wanted, known: ReadonlySet<Name>): ReadonlySet<Name> {
  if (wanted === '*') return known;
  const names = new Set<string>(wanted);
  return new Set([...known].filter((name) => names.has(name)));
}

/**
 * Reads the names in a claim. Issuers write them as a list, or as a text with spaces (RFC 8693, section 4.2, on `scope`). If
 * "*" is among them, the claim asks for all. A claim that is absent or malformed does not ask for any.
 */
export function claimToWanted(claim: unknown): Wanted {
  const names = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  const texts = names.filter((name: unknown) => typeof name === 'string');
  return texts.includes('*') ? '*' : texts;
}
