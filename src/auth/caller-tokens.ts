import { hash } from 'node:crypto';
import type { CallerConfig } from '../config/config.ts';
import { ALL_SCOPES, type Caller } from './caller.ts';
import { grant } from './grants.ts';

/** The SHA-256 of a token: the tokens themselves are not kept. */
export function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

/** The callers of one configuration. */
export interface CallerTokens {
  /** The configured caller that a token's digest belongs to. */
  find(digest: string): Caller | undefined;
  /** The caller whose token was that of a caller of this or of an earlier configuration. */
  current(caller: Caller): Caller | undefined;
}

/** The digest of the token of each configured caller, of any configuration. */
const DIGESTS = new WeakMap<Caller, string>();

/**
 * Looks up a digest, in a time that does not depend on the number of callers. The time may depend on the digests, which
 * does not help an attacker: a token cannot be chosen by the beginning of its digest.
 */
export function createCallerTokens(callers: readonly CallerConfig[], companies: ReadonlySet<string>): CallerTokens {
  const configured = new Map(callers.flatMap((caller) => caller.token.map((token) => [digestOf(token), caller])));
  // One object for each token, made when it is first used: thousands of callers may have hundreds of companies each.
  const known = new Map<string, Caller>();

  function find(digest: string): Caller | undefined {
    const found = known.get(digest);
    if (found !== undefined) return found;
    const caller = configured.get(digest);
    if (caller === undefined) return undefined;
    const made = configToCaller(caller, companies);
    known.set(digest, made);
    DIGESTS.set(made, digest);
    return made;
  }

  return {
    find,
    current: (caller) => {
      const digest = DIGESTS.get(caller);
      return digest === undefined ? undefined : find(digest);
    },
  };
}

function configToCaller({ name, ...wanted }: CallerConfig, companies: ReadonlySet<string>): Caller {
  return { name, companies: grant(wanted.companies, companies), scopes: grant(wanted.scopes, ALL_SCOPES) };
}
