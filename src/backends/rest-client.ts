import { answerToError } from '../calls/gateway-errors.ts';
import type { Reach, RestAnswer, RestRequest, Send } from '../calls/send.ts';
import { outcomeUnknown, withWriteOutcome, writeAnswerToError } from '../calls/write-outcome.ts';
import { type AccountId, BackendBadResponse, GatewayError, NotFound } from '../errors/catalogue.ts';
import type { WriteTicket } from '../writes/perform-write.ts';
import { parseJson, parseLongJson, parseLongPage } from './json/parse-json.ts';

/** A JSON answer, and how long its text was. */
export interface JsonAnswer {
  readonly json: unknown;
  readonly bytes: number;
}

/** The answer to a write. Its status is a success, which can mean less than "done". */
export interface WriteAnswer extends JsonAnswer {
  readonly status: number;
}

/** An operation of a source's contract, with its path for one call. */
export interface Endpoint<Operation extends string = string> {
  readonly operation: Operation;
  readonly path: string;
}

/** Speaks JSON with one account. Throws a GatewayError if a call fails. */
export interface RestClient {
  /**
   * GETs an endpoint below the base URL. An answer without content (204) is `undefined`; any other answer has to be JSON.
   */
  get(endpoint: Endpoint, signal: AbortSignal, reach?: Reach): Promise<JsonAnswer>;
  /**
   * GETs a page of a list in the same way. Each item of the list that is not JSON becomes Unparsed. Throws NoSuchPage if the
   * source does not have the page.
   */
  getPage(endpoint: Endpoint, signal: AbortSignal, reach?: Reach): Promise<JsonAnswer>;
  /**
   * POSTs a JSON text, or no body, once. An answer without content is `undefined`. Throws OutcomeUnknown if the write was
   * sent and no answer tells whether it was carried out.
   */
  post(endpoint: Endpoint, body: string | null, ticket: WriteTicket, reach?: Reach): Promise<WriteAnswer>;
}

/**
 * The source says that a page of a list does not exist. An account always has its lists: the configured address is wrong, or the
 * source no longer accepts what names the page. NotFound would mean that a document does not exist.
 */
export class NoSuchPage extends BackendBadResponse {}

/** Adds the account's credentials to a call, and sends it. */
export type Authorize = (send: Send, request: RestRequest) => Promise<RestAnswer>;

/** The headers of a request with a body. */
export const JSON_BODY = { 'content-type': 'application/json' } as const;

const PARTIAL_CONTENT = 206;
const NO_CONTENT = 204;

export function createRestClient(send: Send, authorize: Authorize, accountId: AccountId): RestClient {
  const write = withWriteOutcome(send, accountId);
  const reader =
    (parse: typeof parseLongJson): RestClient['get'] =>
    async ({ operation, path }, signal, reach) => {
      const answer = await authorize(send, { method: 'GET', operation, path, signal, ...(reach && { reach }) });
      const error = answerToError(answer, accountId);
      if (error !== undefined) throw error;
      if (answer.status === PARTIAL_CONTENT)
        throw new BackendBadResponse('The source sent a part of its answer.', { accountId });
      const json = answer.status === NO_CONTENT ? undefined : await parse(answer.text, accountId, signal);
      return { json, bytes: answer.text.length };
    };
  return {
    get: reader(parseLongJson),
    getPage: withoutNotFound(reader(parseLongPage), accountId),

    async post({ operation, path }, body, { signal }, reach) {
      const request = {
        method: 'POST',
        operation,
        path,
        outlivesCaller: true,
        ...(body !== null && { body }),
        signal,
        ...(reach && { reach }),
      } as const;
      const answer = await authorize(write, request);
      const error = writeAnswerToError(answer, accountId);
      if (error !== undefined) throw error;
      return { json: parseWriteAnswer(answer.text, accountId), bytes: answer.text.length, status: answer.status };
    },
  };
}

function withoutNotFound(getPage: RestClient['getPage'], accountId: AccountId): RestClient['getPage'] {
  return async (...request) => {
    try {
      return await getPage(...request);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      throw new NoSuchPage(`${accountId.source} has no list at the address configured for it`, {
        cause: error,
        accountId,
      });
    }
  };
}

/** A write may be answered without content. An answer that is not JSON comes from a proxy, which does not know the outcome. */
function parseWriteAnswer(text: string, accountId: AccountId): unknown {
  if (text.trim() === '') return undefined;
  try {
    // At once: the transport bounds it. The operation does not hold it, as a write must not fail because of a quota.
    return parseJson(text, accountId);
  } catch (error) {
    throw error instanceof GatewayError ? outcomeUnknown(accountId, error) : error;
  }
}

/** Turns NotFound into null. */
export async function nullIfNotFound<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** Returns the GatewayError of a failed read, to be put in the place of its document. Rethrows any other error. */
export async function errorAsValue<T>(reading: Promise<T>): Promise<T | GatewayError> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

/**
 * `?a=1&b=2` with the parameters that have a value, percent-encoded; the empty text if none has one. Any text is a
 * valid value.
 */
export function queryString(parameters: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return given.length === 0
    ? ''
    : `?${given.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')}`;
}
