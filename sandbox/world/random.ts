/** A list that has at least one item. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** Random numbers that are the same for the same seed, so that tests can refer to specific data. */
export interface Random {
  /** From `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: NonEmpty<T>): T;
  digits(count: number): string;
  uuid(): string;
  /** A generator that continues with the same numbers as this one. */
  copy(): Random;
}

/**
 * mulberry32: small, fast, and good enough for sample data. Each part of the world has its own generator, by its name.
 */
export function createRandom(name: string): Random {
  return continueFrom(seedOf(name));
}

function continueFrom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const int = (min: number, max: number) => min + Math.floor((next() / 0x1_0000_0000) * (max - min + 1));
  const hex = () => next().toString(16).padStart(8, '0');

  return {
    int,
    chance: (probability) => next() / 0x1_0000_0000 < probability,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
    digits: (count) => Array.from({ length: count }, () => int(0, 9)).join(''),
    uuid() {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
    copy: () => continueFrom(state),
  };
}

/** FNV-1a. */
function seedOf(name: string): number {
  return Buffer.from(name).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
}
