import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { BackendUnavailable } from '../errors/catalogue.ts';
import { fetchKeySet } from './fetch-key-set.ts';

/**
 * Unknown keys make the gateway fetch the keys at most twice in this time: once when it has passed, and once more for a key that was
 * published since.
 */
const COOLDOWN_MS = 30_000;
/** How long fetched keys are used: a key that the issuer withdraws is refused after this. */
const MAX_AGE_MS = 600_000;
/** How long they are used if newer keys cannot be fetched. */
const MAX_STALE_MS = 3_600_000;
/** The pause after a failed fetch. Each further failure doubles it. */
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;

export interface SigningKeysOptions {
  readonly jwksUrl: string;
  /** The time-out for one fetch. */
  readonly jwksTimeoutMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Known {
  readonly find: JWTVerifyGetKey;
  readonly fetchedAt: number;
}

/**
 * The issuer's public keys, fetched when first needed and shared by all requests that wait for them. Limits the rate of
 * fetches, as anyone can send unknown key ids; jose's remote set would fetch again for every token while the issuer fails.
 * Throws BackendUnavailable if the keys are unavailable, and KeyInDoubt if the token's key may have been published since they were
 * fetched: the token may be valid, and the same request can succeed later.
 */
export function createSigningKeys({ jwksUrl, jwksTimeoutMs, now }: SigningKeysOptions): JWTVerifyGetKey {
  let known: Known | undefined;
  let fetching: Promise<void> | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  /** The number of failed fetches since the last success. */
  let failures = 0;
  let failure: unknown;
  /** True if an unknown key may cause one more fetch before the cooldown is over. */
  let hasSpareFetch = true;

  async function fetchKeys(): Promise<void> {
    triedAt = now();
    try {
      known = { find: createLocalJWKSet(await fetchKeySet(jwksUrl, jwksTimeoutMs)), fetchedAt: triedAt };
      failures = 0;
    } catch (cause) {
      failure = cause;
      failures += 1;
    } finally {
      fetching = undefined;
    }
  }

  /** Fetches the keys again, once at a time and not in the pause after a failure. Does not reject. */
  function refresh(): Promise<void> {
    const isPausing = failures > 0 && now() - triedAt < Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), MAX_PAUSE_MS);
    if (fetching === undefined && isPausing) return Promise.resolve();
    fetching ??= fetchKeys();
    return fetching;
  }

  function usable(): Known {
    if (known !== undefined && now() - known.fetchedAt < MAX_STALE_MS) return known;
    throw unavailable(failure);
  }

  /** Fetches the keys for a token whose key is not among them. */
  async function refreshForUnknown(): Promise<void> {
    const waitMs = triedAt + COOLDOWN_MS - now();
    if (waitMs <= 0) hasSpareFetch = true;
    else if (fetching === undefined) {
      if (failures > 0) return;
      if (!hasSpareFetch) throw new KeyInDoubt(waitMs);
      hasSpareFetch = false;
    }
    await refresh();
  }

  return async (header, token) => {
    const before = known;
    if (known === undefined || now() - known.fetchedAt >= MAX_AGE_MS) await refresh();
    const first = usable();
    try {
      return await find(first, header, token);
    } catch (error) {
      // Keys that were fetched for this token are new enough to refuse it.
      if (!(error instanceof errors.JWKSNoMatchingKey) || first !== before) throw error;
      await refreshForUnknown();
      // The issuer may have published the key since, which cannot be known while fetches fail.
      if (failures > 0) throw unavailable(failure);
      return find(usable(), header, token);
    }
  };
}

/** The key of a token is unknown, and may have been published since the keys were fetched. */
export class KeyInDoubt extends BackendUnavailable {
  constructor(retryAfterMs: number) {
    super(
      `The token is signed with a key that its issuer did not publish a moment ago: try again in ${Math.ceil(retryAfterMs / 1_000)} s, when the keys are fetched again.`,
      { retryAfterMs },
    );
  }
}

type FoundKey = Awaited<ReturnType<JWTVerifyGetKey>>;

async function find(known: Known, ...token: Parameters<JWTVerifyGetKey>): Promise<FoundKey> {
  try {
    return await known.find(...token);
  } catch (error) {
    throw isAboutToken(error) ? error : unavailable(error);
  }
}

/** True if the token's key is not among the keys. Any other error is a failure to get usable keys. */
function isAboutToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}

function unavailable(cause: unknown): BackendUnavailable {
  return new BackendUnavailable('The keys of the token issuer are unavailable at the moment: try again.', { cause });
}
