import type { CompanyKey, CompanyProfile } from './company-profile.ts';
import { createRandom, type Random } from './random.ts';

/** Generated data, and the generator with which its account continues. */
interface Sample<T> {
  readonly content: T;
  readonly random: Random;
}

/**
 * Generates a source's documents for a company once a day. All worlds of a process share them, because tests start many
 * worlds: the documents and their lists are frozen, and each world continues with a generator of its own.
 */
export function createSamples<T>(
  source: string,
  generate: (random: Random, profile: CompanyProfile, today: Date) => T,
): (profile: CompanyProfile, today: Date) => Sample<T> {
  const latest = new Map<CompanyKey, Sample<T> & { readonly day: number }>();
  return (profile, today) => {
    let sample = latest.get(profile.key);
    if (sample?.day !== today.getTime()) {
      const random = createRandom(`${profile.key} ${source}`);
      sample = { content: deepFreeze(generate(random, profile, today)), random, day: today.getTime() };
      latest.set(profile.key, sample);
    }
    return { content: sample.content, random: sample.random.copy() };
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
