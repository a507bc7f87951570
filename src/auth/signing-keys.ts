import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { BackendUnavailable } from '../errors/catalogue.ts';

/** After a fetch, how long a token with an unknown key is refused without another one. */
const COOLDOWN_MS = 30_000;
/** How long fetched keys are used: a key that the issuer withdraws is out after this. */
const MAX_AGE_MS = 600_000;

/**
 * The issuer's public keys, fetched when first needed and shared by all requests that wait for them. Throws
 * BackendUnavailable where they cannot be had: the token may be good, and the same request can succeed later.
 */
export const createSigningKeys = (jwksUrl: string, timeoutMs: number): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: timeoutMs,
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: MAX_AGE_MS,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      if (isAboutToken(cause)) throw cause;
      throw new BackendUnavailable('The keys of the token issuer cannot be read at the moment; try again.', { cause });
    }
  };
};

/** The keys were there, the token's is not among them. Everything else is a failure to get usable keys. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
