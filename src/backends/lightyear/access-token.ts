import { onAbort } from '../../async/on-abort.ts';
import { abortedBeforeSending } from '../../calls/call-failure.ts';
import { failureToError } from '../../calls/gateway-errors.ts';
import type { RestAnswer, Send } from '../../calls/send.ts';
import { type AccountId, BackendBadResponse } from '../../errors/catalogue.ts';
import { onBehalfOfGateway } from '../../limits/on-behalf.ts';
import { parseJson } from '../parse-json.ts';
import { wireObject } from '../wire.ts';
import { tokenAnswerToError } from './token-errors.ts';

interface WireToken {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
}

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A token as one answer gave it: another answer may give the same value. */
export interface Token {
  readonly value: string;
  /** When it is not used any more, some time before it ends. Milliseconds of the clock given. */
  readonly freshUntil: number;
}

/** A token is renewed this long before it ends, or after nine tenths of a short life. */
const EARLY_MS = 30_000;
/** The token call belongs to all who wait for it, so it ends by its own time-out and not with one of them. */
const NEVER = new AbortController().signal;

/**
 * The account's OAuth 2 client credentials token: asked for when it is first needed, kept until shortly before it ends,
 * and asked for once however many calls are waiting for it.
 */
export class AccessToken {
  readonly #send: Send;
  readonly #authorization: string;
  readonly #accountId: AccountId;
  readonly #now: () => number;
  #token: Token | undefined;
  #underway: Promise<Token> | undefined;

  /** `send` goes to the token URL. */
  constructor(send: Send, credentials: Credentials, accountId: AccountId, now: () => number = Date.now) {
    this.#send = send;
    // As they are, which is what HTTP Basic says and Cognito takes; RFC 6749 would have them form-encoded first.
    const pair = `${credentials.clientId}:${credentials.clientSecret}`;
    this.#authorization = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
    this.#accountId = accountId;
    this.#now = now;
  }

  /**
   * The token, without a promise where there is a fresh one: a page makes a call for each of its documents. `signal` ends
   * the wait for one, and not the call that others wait for as well.
   */
  get(signal: AbortSignal): Token | Promise<Token> {
    const token = this.#token;
    if (token !== undefined && this.#now() < token.freshUntil) return token;
    this.#underway ??= onBehalfOfGateway(() => this.#renew()).finally(() => {
      this.#underway = undefined;
    });
    return this.#waitFor(this.#underway, signal);
  }

  /** Forgets a token that the source refused, unless a newer one has taken its place. */
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
    const answer = await this.#send({
      method: 'POST',
      path: '',
      headers: { authorization: this.#authorization, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      // Another token does no harm.
      isRepeatable: true,
      signal: NEVER,
    });
    this.#token = this.#read(answer, askedAt);
    return this.#token;
  }

  #read(answer: RestAnswer, askedAt: number): Token {
    const error = tokenAnswerToError(answer, this.#accountId);
    if (error !== undefined) throw error;
    const body = wireObject<WireToken>(parseJson(answer.text, this.#accountId));
    const value = body?.access_token;
    // A header can hold nothing else, and a token of other letters is none.
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
