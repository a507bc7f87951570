import { errors, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { JwtConfig } from '../config/config.ts';
import { ALL_SCOPES, type Caller } from './caller.ts';
import { claimToWanted, grant, type Wanted } from './grants.ts';
import { checkTokenType, joseErrorToUnauthenticated, tokenExpired } from './jwt-fault.ts';
import { createSigningKeys } from './signing-keys.ts';
import { subjectToName } from './subject-to-name.ts';

/** All of these need a private key to sign. With HS256, an attacker could sign with the public key as the secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** How far the issuer's clock may be ahead of the gateway's. */
const CLOCK_TOLERANCE_S = 5;
const MAX_REMEMBERED = 10_000;
const MAX_REMEMBERED_BYTES = 8 * 2 ** 20;
/** A remembered token stays valid for at most this long after its key was withdrawn. */
const MAX_REMEMBERED_MS = 3_600_000;

export interface JwtOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The time-out for one fetch of the issuer's keys. */
  readonly jwksTimeoutMs: number;
}

/** `digest` is the token's SHA-256: the tokens themselves are not kept in memory. */
export interface JwtVerifier {
  /** The caller of a token that was verified before and is still valid. */
  remembered(digest: string): Caller | undefined;
  /** Rejects with Unauthenticated, or with BackendUnavailable if the issuer's keys are unavailable. */
  verify(token: string, digest: string): Promise<Caller>;
  /** Grants these companies from now on. */
  grantFrom(companies: ReadonlySet<string>): void;
  /** The caller with what its token grants now; undefined if this verifier does not know it. */
  current(caller: Caller): Caller | undefined;
}

/** True for three parts in base64url. The third is empty in an unsigned token. */
export function isJwt(token: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token);
}

/** Turns JWTs of one issuer into callers. Checks the signature of a token only once. */
export function createJwtVerifier(jwt: JwtConfig, granted: ReadonlySet<string>, options: JwtOptions): JwtVerifier {
  const { now, jwksTimeoutMs } = options;
  let companies = granted;
  /** The companies that the token of a caller names. Another configuration may have others of them. */
  const named = new WeakMap<Caller, Wanted>();
  const keys = createSigningKeys({ jwksUrl: jwt.jwksUrl, jwksTimeoutMs, now });
  const remembered = new LRUCache<string, { caller: Caller; wanted: Wanted; until: number }>({
    max: MAX_REMEMBERED,
    maxSize: MAX_REMEMBERED_BYTES,
    sizeCalculation: ({ caller, wanted }) => bytesOf(caller) + bytesOfNames(wanted),
  });

  const withCompanies = (identity: Omit<Caller, 'companies'>, wanted: Wanted): Caller => {
    const caller = { ...identity, companies: grant(wanted, companies) };
    named.set(caller, wanted);
    return caller;
  };

  const verify = async (token: string, digest: string): Promise<Caller> => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: jwt.issuer,
      audience: jwt.audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(now()),
    }).catch((error: unknown) => {
      throw error instanceof errors.JOSEError ? joseErrorToUnauthenticated(error) : error;
    });
    checkTokenType(protectedHeader.typ);
    const expiresAt = (payload.exp ?? 0) * 1000;
    // The tolerance is for `nbf`. An expired caller would be accepted and disconnected at once.
    if (expiresAt <= now()) throw tokenExpired();
    const wanted = claimToWanted(payload[jwt.companiesClaim]);
    const caller = withCompanies(payloadToIdentity(payload, jwt, expiresAt), wanted);
    remembered.set(digest, { caller, wanted, until: Math.min(expiresAt, now() + MAX_REMEMBERED_MS) });
    return caller;
  };

  return {
    verify,
    remembered: (digest) => {
      const known = remembered.get(digest);
      return known !== undefined && now() < known.until ? known.caller : undefined;
    },
    grantFrom: (next) => {
      companies = next;
      // They are verified again, as their companies may have changed.
      remembered.clear();
    },
    current: (caller) => {
      const wanted = named.get(caller);
      return wanted && withCompanies(caller, wanted);
    },
  };
}

function payloadToIdentity(payload: JWTPayload, jwt: JwtConfig, expiresAt: number): Omit<Caller, 'companies'> {
  return {
    name: subjectToName(payload.sub),
    scopes: grant(claimToWanted(payload[jwt.scopesClaim]), ALL_SCOPES),
    expiresAt,
  };
}

/** A set takes about 40 bytes per entry. The rest is the same for all callers. */
function bytesOf({ name, companies, scopes }: Caller): number {
  return 600 + 2 * name.length + 40 * (companies.size + scopes.size);
}

/** The token chooses the names, which need not be those of companies. */
function bytesOfNames(names: Wanted): number {
  return names === '*' ? 0 : names.reduce((bytes, name) => bytes + 40 + 2 * name.length, 0);
}
