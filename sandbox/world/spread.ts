const FIRST = 20;
const EVERY = 8;

/** Spreads the odd documents among the regular ones; those that are shown first are regular. */
export function spread<T>(regular: readonly T[], odd: readonly T[]): readonly T[] {
  const end = FIRST + odd.length * EVERY;
  if (odd.length > 0 && regular.length < end)
    throw new Error(`${regular.length} documents are too few to hide ${odd.length} in`);
  const mixed = odd.flatMap((item, index) => [
    ...regular.slice(FIRST + index * EVERY, FIRST + (index + 1) * EVERY),
    item,
  ]);
  return [...regular.slice(0, FIRST), ...mixed, ...regular.slice(end)];
}
