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
  get(signal: AbortSignal): string | Promise<string> {
    const token = this.#token;
    if (token !== undefined && this.#now() < token.freshUntil) return token.value;
    this.#underway ??= onBehalfOfGateway(() => this.#renew()).finally(() => {
      this.#underway = undefined;
    });
    return this.#waitFor(this.#underway, signal);
  }

  /** Forgets a token that the source refused, unless a newer one has taken its place. */
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
    // OAuth says "invalid_client" with 400 or 401: either way it is the credentials, not the request.
    if (answer.status === 400)
      throw new BackendUnauthorized('LIGHTYEAR refused the client credentials', { accountId: this.#accountId });
    const error = answerToError(answer, this.#accountId);
    if (error !== undefined) throw error;
    const body = wireObject<{ access_token: string; expires_in: number }>(parseJson(answer.text, this.#accountId));
    const value = body?.access_token;
    // A header can hold nothing else, and a token of other letters is none.
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
      throw new BackendBadResponse('LIGHTYEAR answered without an access token', { accountId: this.#accountId });
    }
    const lifeMs = Math.max(0, int(body?.expires_in) ?? 0) * 1_000;
    return { value, freshUntil: askedAt + lifeMs - Math.min(EARLY_MS, lifeMs / 10) };
  }
}
