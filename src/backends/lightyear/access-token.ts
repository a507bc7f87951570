import { onAbort } from '../../async/on-abort.ts';
import { abortedBeforeSending } from '../../calls/call-failure.ts';
import { failureToError } from '../../calls/gateway-errors.ts';
import type { RestAnswer, Send } from '../../calls/send.ts';
import { type AccountId, BackendBadResponse, BackendUnauthorized } from '../../errors/catalogue.ts';
import { onBehalfOfGateway } from '../../limits/on-behalf.ts';
import { parseJson } from '../json/parse-json.ts';
import { wireObject } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import { tokenAnswerToError } from './token-errors.ts';

interface WireToken {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
}

interface Credentials {
  readonly clientId: string;
  /** One secret, or two while one is being replaced. */
  readonly clientSecret: readonly string[];
}

/** A token as one answer gave it: another answer may give the same value. */
export interface Token {
  readonly value: string;
  /**
   * The time from which it is no longer used, a while before it expires. Milliseconds of the clock that was passed in.
   */
  readonly freshUntil: number;
}

/** A token is renewed this long before it expires, or after nine tenths of a short lifetime. */
const EARLY_MS = 30_000;
/** All waiting calls share the token call, so it ends by its own time-out and not with one of them. */
const NEVER = new AbortController().signal;

/**
 * The account's OAuth 2 client credentials token: requested when it is first needed, kept until shortly before it
 * expires, and requested once for all calls that wait for it.
 */
export class AccessToken {
  readonly #send: Send;
  /** A value of the header Authorization for each secret; the one that was accepted last comes first. */
  #authorizations: readonly string[];
  readonly #accountId: AccountId;
  readonly #now: () => number;
  #token: Token | undefined;
  #underway: Promise<Token> | undefined;

  /** `send` goes to the token URL. */
  constructor(send: Send, credentials: Credentials, accountId: AccountId, now: () => number = Date.now) {
    this.#send = send;
    // Not form-encoded, as HTTP Basic has it and Cognito accepts it; RFC 6749 asks for form encoding first.
    this.#authorizations = credentials.clientSecret.map(
      (secret) => `Basic ${Buffer.from(`${credentials.clientId}:${secret}`, 'utf8').toString('base64')}`,
    );
    this.#accountId = accountId;
    this.#now = now;
  }

  /**
   * The token, without a promise if it is fresh: a page makes a call for each of its documents. `signal` ends the wait
   * for a token, but not the call that others share.
   */
  get(signal: AbortSignal): Token | Promise<Token> {
    const token = this.#token;
    if (token !== undefined && this.#now() < token.freshUntil) return token;
    this.#underway ??= onBehalfOfGateway(() => this.#renew()).finally(() => {
      this.#underway = undefined;
    });
    return this.#waitFor(this.#underway, signal);
  }

  /** Drops a token that the source refused, unless a newer one has replaced it. */
  refused(token: Token): void {
    if (this.#token === token) this.#token = undefined;
  }

  #waitFor(underway: Promise<Token>, signal: AbortSignal): Promise<Token> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        reject(failureToError(abortedBeforeSending(signal), 'GET', this.#accountId));
      };
      if (signal.aborted) giveUp();
      const stopListening = onAbort(signal, giveUp);
      underway.then(resolve, reject).finally(stopListening);
    });
  }

  async #renew(): Promise<Token> {
    const askedAt = this.#now();
    this.#token = this.#read(await this.#ask(), askedAt);
    return this.#token;
  }

  /** The answer to the first secret that is not refused; to the first of all if each is. */
  async #ask(): Promise<RestAnswer> {
    const [current = '', other] = this.#authorizations;
    const answer = await this.#askWith(current);
    if (other === undefined || !this.#isRefusal(answer)) return answer;
    const second = await this.#askWith(other);
    if (this.#isRefusal(second)) return answer;
    this.#authorizations = [other, current];
    return second;
  }

  #askWith(authorization: string): Promise<RestAnswer> {
    return this.#send({
      method: 'POST',
      ...endpoints.token,
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      // Another token does no harm.
      isRepeatable: true,
      signal: NEVER,
    });
  }

  #isRefusal(answer: RestAnswer): boolean {
    return tokenAnswerToError(answer, this.#accountId) instanceof BackendUnauthorized;
  }

  #read(answer: RestAnswer, askedAt: number): Token {
    const error = tokenAnswerToError(answer, this.#accountId);
    if (error !== undefined) throw error;
    const body = wireObject<WireToken>(parseJson(answer.text, this.#accountId));
    const value = body?.access_token;
    // A header cannot contain other characters.
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
      throw new BackendBadResponse('LIGHTYEAR answered without an access token', { accountId: this.#accountId });
    }
    const type = body?.token_type ?? 'Bearer';
    if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
      throw new BackendBadResponse('LIGHTYEAR answered with a token that is not a Bearer token', {
        accountId: this.#accountId,
      });
    }
    const lifeMs = readLifeMs(body?.expires_in);
    return { value, freshUntil: askedAt + lifeMs - Math.min(EARLY_MS, lifeMs / 10) };
  }
}

/** The life of a token whose answer does not tell a usable one. A token that ends earlier is renewed after the 401. */
const ASSUMED_LIFE_MS = 300_000;
/** Tokens of OAuth last minutes or hours; a longer life is a mistake. */
const MAX_LIFE_MS = 86_400_000;

/** `expires_in` is a number of seconds, which some servers send as a string. */
function readLifeMs(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'string' && expiresIn.trim() !== '' ? Number(expiresIn) : expiresIn;
  const isUsable = typeof seconds === 'number' && seconds > 0;
  return isUsable ? Math.min(seconds * 1_000, MAX_LIFE_MS) : ASSUMED_LIFE_MS;
}
