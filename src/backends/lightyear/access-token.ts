import { onAbort } from '../../async/on-abort.ts';
import { abortedBeforeSending } from '../../calls/call-failure.ts';
import { answerToError, failureToError } from '../../calls/gateway-errors.ts';
import type { RestAnswer, Send } from '../../calls/send.ts';
import { type AccountId, BackendBadResponse, BackendUnauthorized } from '../../errors/catalogue.ts';
import { onBehalfOfGateway } from '../../limits/on-behalf.ts';
import { parseJson } from '../parse-json.ts';
import { int, wireObject } from '../wire.ts';

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface Token {
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
  readonly #authorization: string;
  readonly #accountId: AccountId;
  readonly #now: () => number;
  #token: Token | undefined;
  #underway: Promise<Token> | undefined;

  /** `send` goes to the token URL. */
  constructor(send: Send, credentials: Credentials, accountId: AccountId, now: () => number = Date.now) {
    this.#send = send;
    // Not form-encoded, as HTTP Basic has it and Cognito accepts it; RFC 6749 asks for form encoding first.
    const pair = `${credentials.clientId}:${credentials.clientSecret}`;
    this.#authorization = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
    this.#accountId = accountId;
    this.#now = now;
  }

  /**
   * The token, without a promise if it is fresh: a page makes a call for each of its documents. `signal` ends the wait
   * for a token, but not the call that others share.
   */
  get(signal: AbortSignal): string | Promise<string> {
    const token = this.#token;
    if (token !== undefined && this.#now() < token.freshUntil) return token.value;
    this.#underway ??= onBehalfOfGateway(() => this.#renew()).finally(() => {
      this.#underway = undefined;
    });
    return this.#waitFor(this.#underway, signal);
  }

  /** Drops a token that the source refused, unless a newer one has replaced it. */
  refused(value: string): void {
    if (this.#token?.value === value) this.#token = undefined;
  }

  #waitFor(underway: Promise<Token>, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        reject(failureToError(abortedBeforeSending(signal), 'GET', this.#accountId));
      };
      if (signal.aborted) giveUp();
      const stopListening = onAbort(signal, giveUp);
      underway.then(({ value }) => resolve(value), reject).finally(stopListening);
    });
  }

  async #renew(): Promise<Token> {
    const askedAt = this.#now();
    const answer = await this.#send({
      method: 'POST',
      path: '',
      headers: { authorization: this.#authorization, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      signal: NEVER,
    });
    this.#token = this.#read(answer, askedAt);
    return this.#token;
  }

  #read(answer: RestAnswer, askedAt: number): Token {
    // OAuth reports "invalid_client" with 400 or 401: in both cases the credentials are at fault, not the request.
    if (answer.status === 400)
      throw new BackendUnauthorized('LIGHTYEAR refused the client credentials', { accountId: this.#accountId });
    const error = answerToError(answer, this.#accountId);
    if (error !== undefined) throw error;
    const body = wireObject<{ access_token: string; expires_in: number }>(parseJson(answer.text, this.#accountId));
    const value = body?.access_token;
    // A header cannot contain other characters.
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
      throw new BackendBadResponse('LIGHTYEAR answered without an access token', { accountId: this.#accountId });
    }
    const lifeMs = Math.max(0, int(body?.expires_in) ?? 0) * 1_000;
    return { value, freshUntil: askedAt + lifeMs - Math.min(EARLY_MS, lifeMs / 10) };
  }
}
