import { GatewayError, NotFound, type Origin } from '../errors/catalogue.ts';
import { answerToError } from '../http/answer-to-error.ts';
import type { RestAnswer, Send } from '../http/send.ts';
import { parseJson } from './parse-json.ts';

/** A JSON answer, and how long its text was. */
export interface JsonAnswer {
  readonly json: unknown;
  readonly bytes: number;
}

/** Reads JSON from one account. Throws the GatewayError that says what went wrong. */
export interface RestClient {
  /** GETs a path below the base URL. An answer without content (204) is `undefined`; any other has to be JSON. */
  get(path: string, signal: AbortSignal): Promise<JsonAnswer>;
}

/** Adds what an account's calls carry; may be asked anew for each call. */
export type Authorize = (send: Send, request: { path: string; signal: AbortSignal }) => Promise<RestAnswer>;

export function createRestClient(send: Send, authorize: Authorize, origin: Origin): RestClient {
  return {
    async get(path, signal) {
      const answer = await authorize(send, { path, signal });
      const error = answerToError(answer, origin);
      if (error !== undefined) throw error;
      return { json: answer.status === 204 ? undefined : parseJson(answer.text, origin), bytes: answer.text.length };
    },
  };
}

/** Turns the error of a document that is not there into null. */
export async function nullIfNotFound<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** A failed read as a value, so that it stands in the place of its document; any other fault goes on. */
export async function errorAsValue<T>(reading: Promise<T>): Promise<T | GatewayError> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

/** `?a=1&b=2` of what is given, percent-encoded; the empty text where nothing is. Takes any text, as callers send any. */
export function queryString(parameters: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return given.length === 0
    ? ''
    : `?${given.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')}`;
}
