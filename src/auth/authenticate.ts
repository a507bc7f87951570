import type { Config } from '../config/config.ts';
import { Unauthenticated } from '../errors/catalogue.ts';
import { bearerToken } from './bearer-token.ts';
import type { Caller } from './caller.ts';
import { createCallerTokens, digestOf } from './caller-tokens.ts';
import { createJwtVerifier, isJwt, type JwtOptions } from './jwt.ts';

export interface Authenticator {
  /**
   * The caller that the value of an Authorization header names. At once for configured tokens and JWTs seen before; a new
   * JWT is verified first. Throws (or rejects with) Unauthenticated, or BackendUnavailable where the keys that JWTs are
   * verified with cannot be had.
   */
  authenticate(authorization: string | undefined): Caller | Promise<Caller>;
}

export const createAuthenticator = (
  config: Pick<Config, 'callers' | 'jwt' | 'companies'>,
  { now = Date.now, jwksTimeoutMs = 5_000 }: Partial<JwtOptions> = {},
): Authenticator => {
  const companies = config.companies.map(({ id }) => id);
  const findCaller = createCallerTokens(config.callers, companies);
  const verifyJwt = config.jwt && createJwtVerifier(config.jwt, companies, { now, jwksTimeoutMs });

  return {
    authenticate(authorization) {
      const token = bearerToken(authorization);
      const digest = digestOf(token);
      const caller = findCaller(digest);
      if (caller !== undefined) return caller;
      if (verifyJwt !== undefined && isJwt(token)) return verifyJwt(token, digest);
      throw new Unauthenticated('The token is not known here.');
    },
  };
};
