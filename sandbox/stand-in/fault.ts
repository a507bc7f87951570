import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, bodyText, empty, json, jsonText, plain } from './answer.ts';
import type { ArrivalFault } from './arrival-fault.ts';
import type { Gate } from './gate.ts';
import { send, sendHalf } from './send.ts';

/**
 * The faults of a call. Its operation runs with the kinds that send the normal answer or a part of it. With the others,
 * it runs only if the fault is `done`: then only the answer is lost or wrong.
 */
export type Fault = ArrivalFault | AnswerFault;

export type AnswerFault = Spoilt & { readonly done?: boolean };

type Spoilt =
  /** This status instead of an answer; by default with the vendor's own error body. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 429 in the vendor's form, with Retry-After if seconds are given. */
  | { readonly kind: 'rateLimit'; readonly retryAfterSeconds?: number }
  /** The normal answer, later. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The normal answer, when the test opens the gate. */
  | { readonly kind: 'gate'; readonly gate: Gate }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** The connection is reset before a byte of the answer. */
  | { readonly kind: 'reset' }
  /** The normal answer's head with its correct Content-Length and half of its body; then the connection is closed. */
  | { readonly kind: 'truncate' }
  /** 200 with a proxy's HTML page. */
  | { readonly kind: 'garbage' }
  /** 200, complete as HTTP, with the first half of the normal answer's JSON. */
  | { readonly kind: 'malformedJson' }
  /** 200 with exactly this text as JSON, for numbers that JSON.stringify would not write. */
  | { readonly kind: 'body'; readonly body: string }
  | { readonly kind: 'redirect'; readonly location: string }
  /** The normal answer, its JSON text changed. */
  | { readonly kind: 'transform'; readonly transform: (text: string) => string };

/** A call that needs an answer. */
export interface Exchange {
  readonly response: ServerResponse;
  /** Aborted when the client's connection is closed. */
  readonly gone: AbortSignal;
  answer(): Answer;
  error(status: number, message: string): Answer;
}

export function isArrivalFault(fault: Fault): fault is ArrivalFault {
  return fault.kind === 'cut' || fault.kind === 'stall' || fault.kind === 'slow';
}

export function isAnswerFault(fault: Fault): fault is AnswerFault {
  return !isArrivalFault(fault);
}

/** Applies the fault. Returns the status that was sent, or undefined if none was. */
export async function applyFault(fault: AnswerFault, given: Exchange): Promise<number | undefined> {
  const exchange = fault.done === true ? doneAlready(given) : given;
  const { response } = exchange;
  switch (fault.kind) {
    case 'hang':
      return undefined;
    case 'reset':
      response.socket?.resetAndDestroy();
      return undefined;
    case 'truncate':
      return sendHalf(response, exchange.answer());
    case 'delay':
      // unref: a disposed sandbox must not keep the process alive until then.
      await delay(fault.delayMs, undefined, { ref: false });
      return send(response, exchange.answer());
    case 'gate':
      await fault.gate.pass(exchange.gone);
      return send(response, exchange.answer());
    default:
      return send(response, faultyAnswer(fault, exchange));
  }
}

/** Runs the operation now, and only once. */
function doneAlready(exchange: Exchange): Exchange {
  const answer = exchange.answer();
  return { ...exchange, answer: () => answer };
}

type AnsweredFault = Exclude<AnswerFault, { kind: 'hang' | 'reset' | 'truncate' | 'delay' | 'gate' }>;

function faultyAnswer(fault: AnsweredFault, exchange: Exchange): Answer {
  switch (fault.kind) {
    case 'status':
      return statusAnswer(fault, exchange);
    case 'rateLimit':
      return withHeaders(
        exchange.error(429, 'Too Many Requests'),
        fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) },
      );
    case 'garbage':
      return plain(200, 'text/html', '<html><body><h1>It works!</h1><p>Proxy maintenance page</p></body></html>');
    case 'malformedJson': {
      const text = bodyText(exchange.answer());
      return jsonText(200, text.slice(0, Math.ceil(text.length / 2)) || '{"');
    }
    case 'body':
      return jsonText(200, fault.body);
    case 'redirect':
      return empty(302, { location: fault.location });
    case 'transform': {
      const answer = exchange.answer();
      return { ...answer, body: fault.transform(bodyText(answer)) };
    }
  }
}

function statusAnswer(fault: Extract<AnswerFault, { kind: 'status' }>, exchange: Exchange): Answer {
  if (fault.body === undefined)
    return withHeaders(exchange.error(fault.status, `Fault ${fault.status}`), fault.headers);
  if (typeof fault.body === 'string') return withHeaders(plain(fault.status, 'text/plain', fault.body), fault.headers);
  return json(fault.status, fault.body, fault.headers);
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>> = {}): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
