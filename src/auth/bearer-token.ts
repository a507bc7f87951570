import { Unauthenticated } from '../errors/catalogue.ts';

/** In characters, far more than any real token has. Longer values are not hashed. */
const MAX_LENGTH = 16_384;

/** The token in the value of an Authorization header (RFC 6750). Throws Unauthenticated, without quoting it, if malformed. */
export function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined || authorization.trim() === '') {
    throw new Unauthenticated('A token is required: send "Authorization: Bearer <token>".');
  }
  if (authorization.length > MAX_LENGTH)
    throw new Unauthenticated('The token is too long: at most 16,384 characters are accepted.');
  const [scheme, token, ...more] = authorization.trim().split(/ +/);
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || more.length > 0) {
    throw new Unauthenticated('The authorization is malformed: send "Bearer <token>".');
  }
  return token;
}
