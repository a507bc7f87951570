import { hash, timingSafeEqual } from 'node:crypto';
import type { CallerConfig } from '../config/config.ts';
import { type Caller, SCOPES } from './caller.ts';
import { grant } from './grants.ts';

export function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** Finds the configured caller that a token's digest belongs to. */
type FindCaller = (digest: Buffer) => Caller | undefined;

/**
 * Digests have one length, so that they can be compared in constant time, and all callers are compared. The time that it
 * takes does not reveal how much of a token is right, or whose it is.
 */
export function createCallerTokens(callers: readonly CallerConfig[], companies: readonly string[]): FindCaller {
  const entries = callers.map(({ name, token, ...wanted }) => ({
    digest: digestOf(token),
    caller: { name, companies: grant(wanted.companies, companies), scopes: grant(wanted.scopes, SCOPES) },
  }));
  return (digest) => {
    let found: Caller | undefined;
    for (const entry of entries) {
      if (timingSafeEqual(entry.digest, digest)) found = entry.caller;
    }
    return found;
  };
}
