import { Unauthenticated } from '../errors/catalogue.ts';

/** Far above any real token: what is longer is not even digested. */
const MAX_LENGTH = 16_384;

/** The token in the value of an Authorization header (RFC 6750). Throws Unauthenticated, without the token, otherwise. */
export function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined || authorization.trim() === '') {
    throw new Unauthenticated('A token is needed: send "Authorization: Bearer <token>".');
  }
  if (authorization.length > MAX_LENGTH) throw new Unauthenticated('The token is too long to be one.');
  const [scheme, token, ...more] = authorization.trim().split(/ +/);
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || more.length > 0) {
    throw new Unauthenticated('The authorization has to be of the form "Bearer <token>".');
  }
  return token;
}
