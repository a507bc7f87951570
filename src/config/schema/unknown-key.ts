/** The message for an unknown key: the known key that it resembles, or all known keys. */
export function unknownKey(key: string, known: readonly string[]): string {
  const [best] = known
    .map((candidate) => ({ candidate, changes: editDistance(plain(key), plain(candidate)) }))
    .filter(({ candidate, changes }) => changes <= (candidate.length < 5 ? 1 : 2))
    .sort((a, b) => a.changes - b.changes);
  return best === undefined
    ? `is not a known key (known here: ${known.join(', ')})`
    : `is not a known key; did you mean ${best.candidate}?`;
}

/** Makes baseURL, base_url and base-url equal to baseUrl. */
function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[-_]/g, '').slice(0, 64);
}

/** The Levenshtein distance: letters to add, remove or replace. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    let diagonal = line;
    let left = line + 1;
    row = row.map((above, column) => {
      if (column === 0) return left;
      left = Math.min(above + 1, left + 1, diagonal + (letter === to[column - 1] ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return row[to.length] ?? 0;
}
