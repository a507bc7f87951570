/** The names of pages are digests, so that a trail stays short. */
const NAME = /^[\w-]{16}$/;

/**
 * The pages that a reader has left behind, in a few bytes: their number, and the name of one of them. The named page is the
 * last one whose number was a power of two, so that pages in a circle come to it again however long the circle is (Brent's
 * algorithm).
 */
export type Trail = readonly [pages: number, name: string];

const MAX_PAGES = 10_000_000;

export function withPage(name: string, trail: Trail | undefined): Trail {
  const pages = (trail?.[0] ?? 0) + 1;
  const isPowerOfTwo = (pages & (pages - 1)) === 0;
  return [pages, trail === undefined || isPowerOfTwo ? name : trail[1]];
}

/** True for the page that the trail names: the reader has come to it again. */
export function isOn(trail: Trail | undefined, name: string): boolean {
  return trail?.[1] === name;
}

export function parseTrail(value: unknown): Trail | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [pages, name]: readonly unknown[] = value;
  if (typeof pages !== 'number' || !Number.isInteger(pages) || pages < 1 || pages > MAX_PAGES) return undefined;
  return typeof name === 'string' && NAME.test(name) ? [pages, name] : undefined;
}
