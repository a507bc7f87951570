import type { Config } from '../config/config.ts';
import { Unauthenticated } from '../errors/catalogue.ts';
import { bearerToken } from './bearer-token.ts';
import type { Caller } from './caller.ts';
import { createCallerTokens, digestOf } from './caller-tokens.ts';
import { createFailedLogins } from './failed-logins.ts';
import { createJwtVerifier, isJwt, type JwtOptions } from './jwt.ts';

export interface Authenticator {
  /**
   * Returns the caller for the value of an Authorization header: at once for configured tokens and known JWTs, as a promise
   * for a new JWT. Throws or rejects with Unauthenticated; with RateLimited if too many invalid tokens came from the address;
   * or with BackendUnavailable if the keys for verifying JWTs are unavailable.
   */
  authenticate(authorization: string | undefined, address?: string): Caller | Promise<Caller>;
}

interface AuthenticatorConfig extends Pick<Config, 'callers' | 'jwt' | 'companies'> {
  readonly limits?: Pick<Config['limits'], 'failedLoginsPerMinute'>;
}

export function createAuthenticator(
  config: AuthenticatorConfig,
  { now = Date.now, jwksTimeoutMs = 5_000 }: Partial<JwtOptions> = {},
): Authenticator {
  const companies = config.companies.map(({ id }) => id);
  const findCaller = createCallerTokens(config.callers, companies);
  const jwts = config.jwt && createJwtVerifier(config.jwt, companies, { now, jwksTimeoutMs });

  const perMinute = config.limits?.failedLoginsPerMinute;
  const failedLogins = perMinute === undefined ? undefined : createFailedLogins(perMinute, now);

  const verify = (token: string, digest: Buffer): Promise<Caller> => {
    if (jwts !== undefined && isJwt(token)) return jwts.verify(token, digest);
    throw new Unauthenticated('The token is unknown: check that it is for this gateway.');
  };

  /** Counts only invalid tokens, so that a caller with a valid one can share its address with an attacker. */
  const verifyCounted = async (token: string, digest: Buffer, address: string): Promise<Caller> => {
    failedLogins?.check(address);
    try {
      return await verify(token, digest);
    } catch (error) {
      if (error instanceof Unauthenticated) failedLogins?.count(address);
      throw error;
    }
  };

  return {
    authenticate(authorization, address) {
      const token = bearerToken(authorization);
      const digest = digestOf(token);
      const known = findCaller(digest) ?? jwts?.remembered(digest);
      if (known !== undefined) return known;
      return failedLogins === undefined || address === undefined
        ? verify(token, digest)
        : verifyCounted(token, digest, address);
    },
  };
}
