import type { Caller } from './caller.ts';

/**
 * The standing of a caller after the configuration was replaced: the caller with its present rights; `ENDED` if its token is no longer
 * valid; or `REDUCED` if it has lost a right, so that its open operations have to end.
 */
export type Standing = Caller | 'ENDED' | 'REDUCED';

/**
 * `companies` are those of the new configuration. A company that was removed from it is not a lost right: the gateway no longer shows
 * it to any caller, and the caller continues to read the other companies.
 */
export function standingOf(before: Caller, now: Caller | undefined, companies: ReadonlySet<string>): Standing {
  if (now === undefined || now.name !== before.name) return 'ENDED';
  const hasLostScope = before.scopes.difference(now.scopes).size > 0;
  const hasLostCompany = before.companies.intersection(companies).difference(now.companies).size > 0;
  return hasLostScope || hasLostCompany ? 'REDUCED' : now;
}
