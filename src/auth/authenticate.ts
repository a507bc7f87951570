import { isDeepStrictEqual } from 'node:util';
import type { Config, JwtConfig } from '../config/config.ts';
import { Unauthenticated } from '../errors/catalogue.ts';
import { bearerToken } from './bearer-token.ts';
import type { Caller } from './caller.ts';
import { type CallerTokens, createCallerTokens, digestOf } from './caller-tokens.ts';
import { createFailedLogins, type FailedLogins } from './failed-logins.ts';
import { createJwtVerifier, isJwt, type JwtOptions, type JwtVerifier } from './jwt.ts';
import { KeyInDoubt } from './signing-keys.ts';
import { type Standing, standingOf } from './standing.ts';

export interface Authenticator {
  /**
   * Returns the caller for the value of an Authorization header: at once for configured tokens and known JWTs, as a promise
   * for a new JWT. Throws or rejects with Unauthenticated; with RateLimited if too many invalid tokens came from the address;
   * or with BackendUnavailable if the keys for verifying JWTs are unavailable.
   */
  authenticate(authorization: string | undefined, address?: string): Caller | Promise<Caller>;
}

/** An authenticator whose configuration can be replaced. */
export interface ReloadableAuthenticator extends Authenticator {
  load(config: AuthenticatorConfig): void;
  /** The standing of a caller that logged in under an earlier configuration. */
  standingOf(caller: Caller): Standing;
}

/** Everything that depends on the configuration. */
interface Loaded {
  readonly companies: ReadonlySet<string>;
  readonly tokens: CallerTokens;
  readonly jwt: JwtConfig | undefined;
  readonly jwts: JwtVerifier | undefined;
  readonly perMinute: number | undefined;
  readonly failedLogins: FailedLogins | undefined;
}

export interface AuthenticatorConfig extends Pick<Config, 'callers' | 'jwt' | 'companies'> {
  readonly limits?: Pick<Config['limits'], 'failedLoginsPerMinute'>;
}

export function createAuthenticator(
  config: AuthenticatorConfig,
  { now = Date.now, jwksTimeoutMs = 5_000 }: Partial<JwtOptions> = {},
): ReloadableAuthenticator {
  const options = { now, jwksTimeoutMs };
  let loaded = open(config);

  function open({ callers, jwt, companies: configured, limits }: AuthenticatorConfig, before?: Loaded): Loaded {
    const companies = new Set(configured.map(({ id }) => id));
    const perMinute = limits?.failedLoginsPerMinute;
    // The issuer's keys, and the failed logins so far, are kept.
    const isSameIssuer = before?.jwt !== undefined && isDeepStrictEqual(before.jwt, jwt);
    const jwts = isSameIssuer ? before.jwts : jwt && createJwtVerifier(jwt, companies, options);
    if (isSameIssuer) jwts?.grantFrom(companies);
    const isSameRate = before !== undefined && before.perMinute === perMinute;
    const createLogins = () => (perMinute === undefined ? undefined : createFailedLogins(perMinute, now));
    return {
      ...{ companies, jwt, jwts, perMinute, tokens: createCallerTokens(callers, companies) },
      failedLogins: isSameRate ? before.failedLogins : createLogins(),
    };
  }

  const verify = (token: string, digest: string): Promise<Caller> => {
    const { jwts } = loaded;
    if (jwts !== undefined && isJwt(token)) return jwts.verify(token, digest);
    throw new Unauthenticated('The token is unknown: check that it is for this gateway.');
  };

  /** Counts only invalid tokens and those with unknown keys, so that a caller with a valid one can share its address with an attacker. */
  const verifyCounted = async (token: string, digest: string, address: string): Promise<Caller> => {
    const { failedLogins } = loaded;
    failedLogins?.check(address);
    try {
      return await verify(token, digest);
    } catch (error) {
      if (error instanceof Unauthenticated || error instanceof KeyInDoubt) failedLogins?.count(address);
      throw error;
    }
  };

  return {
    authenticate(authorization, address) {
      const { tokens, jwts, failedLogins } = loaded;
      const token = bearerToken(authorization);
      const digest = digestOf(token);
      const known = tokens.find(digest) ?? jwts?.remembered(digest);
      if (known !== undefined) return known;
      return failedLogins === undefined || address === undefined
        ? verify(token, digest)
        : verifyCounted(token, digest, address);
    },
    load: (next) => {
      loaded = open(next, loaded);
    },
    standingOf: (caller) => {
      const { tokens, jwts, companies } = loaded;
      return standingOf(caller, tokens.current(caller) ?? jwts?.current(caller), companies);
    },
  };
}
