import { errors } from 'jose';
import { Unauthenticated } from '../errors/catalogue.ts';

export function tokenExpired(): Unauthenticated {
  return new Unauthenticated('The token has expired: get a new one from its issuer.');
}

/**
 * Tells the sender of a JWT the fault. jose's error does not become the cause, as it contains all claims and the cause is
 * logged.
 */
export function joseErrorToUnauthenticated(error: errors.JOSEError): Unauthenticated {
  if (error instanceof errors.JWTExpired) return tokenExpired();
  if (error instanceof errors.JWTClaimValidationFailed) return new Unauthenticated(claimFault(error));
  return new Unauthenticated(FAULTS.get(error.code) ?? 'The token is not a valid JWT.');
}

const FAULTS: ReadonlyMap<string, string> = new Map([
  [
    errors.JOSEAlgNotAllowed.code,
    'The token is signed with an algorithm that is not accepted: use RS, PS, ES or EdDSA.',
  ],
  [errors.JWKSNoMatchingKey.code, 'The token is signed with a key that its issuer does not publish.'],
  [errors.JWKSMultipleMatchingKeys.code, 'The token does not name the key that it is signed with (kid).'],
  [errors.JWSSignatureVerificationFailed.code, 'The signature of the token is invalid.'],
]);

function claimFault({ claim, reason }: errors.JWTClaimValidationFailed): string {
  if (reason === 'missing') return `The token lacks the claim ${claim}.`;
  switch (claim) {
    case 'iss':
      return 'The token comes from an issuer that this gateway does not accept.';
    case 'aud':
      return 'The token is for an audience other than this gateway.';
    case 'nbf':
      return reason === 'invalid' ? 'The claim nbf of the token is malformed.' : 'The token is not valid yet.';
    default:
      return `The claim ${claim} of the token is malformed.`;
  }
}

/** `JWT` (RFC 7519, section 5.1) or `at+jwt` (RFC 9068, section 2.1), both with or without `application/` before it. */
const ACCESS_TOKEN = /^(?:application\/)?(?:at\+)?jwt$/i;

/**
 * Throws Unauthenticated for a token that its issuer signed for another purpose: a logout token, a security event, a proof
 * of possession. Only `typ` distinguishes these from an access token.
 */
export function checkTokenType(typ: unknown): void {
  if (typ === undefined || (typeof typ === 'string' && ACCESS_TOKEN.test(typ))) return;
  throw new Unauthenticated('The token is not an access token: its header `typ` must be JWT or at+jwt, or absent.');
}
