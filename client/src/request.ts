import { authorization, type Endpoint } from './endpoint.ts';
import { type AnswerError, GatewayError, retryAfterOf, toGatewayError } from './gateway-error.ts';
import { FORM_HEADERS, fetchForm, hasFile, toForm } from './multipart.ts';
import { type Operation, onlyRequestsUploads, readOperation, type TypedOperation } from './operation.ts';
import { keyHeader } from './writes/open-writes.ts';
import { type Settled, sendRepeatedly, sendWrite } from './writes/send-write.ts';
import { judgeAnswer, judgeFailure, type Verdict } from './writes/verdict.ts';

export interface RequestOptions {
  /** Ends the request and its repetitions: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The key of a mutation, 1 to 255 characters of ASCII. By default a random one, which is kept while the outcome of the
   * mutation is open. A program that may be killed derives one from its own data, such as the id of a document.
   */
  readonly idempotencyKey?: string | undefined;
  /**
   * How long an attempt waits for its answer, in milliseconds: 60,000 by default, and unlimited with a file. After that
   * time the connection counts as lost.
   */
  readonly timeoutMs?: number | undefined;
}

/** The variables may be left out if none of them is required. */
export type RequestParameters<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables | undefined, options?: RequestOptions | undefined]
    : [variables: Variables, options?: RequestOptions | undefined];

const TIMEOUT_MS = 60_000;
const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';

/**
 * Sends a query or a mutation and returns its data. Sends variables with a file as a multipart request.
 *
 * Every mutation has an idempotency key, so it is safe to repeat. After a lost connection, and if the gateway asks to
 * try again later, the request is repeated with the same key, after a pause of at least `retryAfterMs`. An operation
 * that only selects `requestUpload` is sent once.
 *
 * Rejects with GatewayError if there is no data or if the answer contains errors, with the reason of `signal`, and with
 * the error of `token`. The failures of a mutation's writes are part of its data.
 */
export async function request<Data, Variables>(
  endpoint: Endpoint,
  document: TypedOperation<Data, Variables>,
  ...[variables, options = {}]: RequestParameters<Variables>
): Promise<Data> {
  const operation = readOperation(document as TypedOperation<unknown, never>);
  if (operation.kind === 'subscription') throw new TypeError('request() does not run subscriptions: use follow()');
  const { signal } = options;
  const send = (key?: string) => attempt<Data>(endpoint, { operation, variables, key, ...options });
  const judge = (settled: Settled<Data>) => judgeSettled(settled, signal);
  const { retries, pauseMs, keys, url } = endpoint;
  const repeat = { judge, signal, pauseMs };
  if (operation.kind === 'query') return sendRepeatedly(() => send(), { ...repeat, retries });
  if (onlyRequestsUploads(operation.document)) return sendRepeatedly(() => send(), { ...repeat, retries: 0 });
  const { idempotencyKey } = options;
  if (idempotencyKey !== undefined) return sendRepeatedly(() => send(idempotencyKey), { ...repeat, retries });
  const identity = [String(url), operation.query, variables ?? {}];
  return sendWrite({ ...repeat, retries, identity, keys, send });
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
}

interface Attempt extends RequestOptions {
  readonly operation: Operation;
  readonly variables: unknown;
  readonly key: string | undefined;
}

async function attempt<Data>(endpoint: Endpoint, given: Attempt): Promise<Data> {
  const { signal, key } = given;
  const headers = {
    accept: ACCEPT,
    ...(await authorization(endpoint)),
    ...(key !== undefined && keyHeader(key)),
  };
  try {
    return await readAnswer<Data>(await post(endpoint, given, headers));
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    signal?.throwIfAborted();
    throw new GatewayError('CONNECTION_LOST', 'The connection to the gateway was lost', { cause });
  }
}

function post(
  { url, fetch: send = fetch }: Endpoint,
  { operation, variables, signal, timeoutMs }: Attempt,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const { query, name: operationName } = operation;
  const isForm = hasFile(variables);
  const wait = timeoutMs ?? (isForm ? undefined : TIMEOUT_MS);
  const timeout = wait === undefined ? undefined : AbortSignal.timeout(wait);
  const given = { query, operationName, variables };
  const limited = timeout && signal ? AbortSignal.any([timeout, signal]) : (timeout ?? signal ?? null);
  if (isForm) {
    const form = { url: String(url), headers: { ...headers, ...FORM_HEADERS }, body: toForm(given), signal: limited };
    return fetchForm(form, send);
  }
  return send(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(given),
    signal: limited,
  });
}

/** The data of an answer. Throws GatewayError if it does not have any, or has errors. */
export async function readAnswer<Data>(response: Response): Promise<Data> {
  const { status } = response;
  const text = await response.text();
  const details = { status, retryAfterMs: retryAfterOf(response.headers) };
  const answer = parseAnswer(text);
  if (answer === undefined)
    throw new GatewayError('UNEXPECTED_ANSWER', `The answer with status ${status} is not GraphQL`, details);
  const { data, errors = [] } = answer;
  if (errors.length > 0 || data === undefined || data === null) throw toGatewayError(errors, { ...details, data });
  return data as Data;
}

function parseAnswer(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    const isAnswer = typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
    return isAnswer ? (answer as Answer) : undefined;
  } catch {
    return undefined;
  }
}

function judgeSettled(settled: Settled<unknown>, signal: AbortSignal | undefined): Verdict {
  if ('value' in settled) return judgeAnswer(settled.value);
  const { error } = settled;
  if (!(error instanceof GatewayError)) {
    // Either the caller gave up after it was sent, or there is no token and nothing was sent.
    return { outcome: signal?.aborted ? 'lost' : 'refused', repeatAfterMs: null };
  }
  const { code, status, retryAfterMs, data, errors } = error;
  if (code === 'CONNECTION_LOST' || code === 'UNEXPECTED_ANSWER') return judgeFailure(status, retryAfterMs);
  return judgeAnswer(data, errors, retryAfterMs);
}
