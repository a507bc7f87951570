import type { Fault } from '../../sandbox/stand-in/fault.ts';
import { type Source, sectionName } from '../../src/domain/source.ts';
import type { SandboxConfig } from './world.ts';

/** The calls of a source for its list and for one document, and JSON that does not match the type of its list. */
interface SourceCalls {
  readonly list: string;
  readonly read: string;
  readonly wrongList: string;
  /** True if a 404 to `read` means that the document does not exist. */
  readonly readsById: boolean;
}

export const CALLS: Readonly<Record<Source, SourceCalls>> = {
  LIGHTYEAR: { list: 'listExportableInvoiceIds', read: 'getInvoice', wrongList: '[]', readsById: true },
  IVESK: { list: 'listExported', read: 'listDigitized', wrongList: '[]', readsById: false },
  V6: { list: 'listInvoices', read: 'listInvoices', wrongList: '{"invoices":[]}', readsById: false },
};

/** For accounts of Acme that are to fail: short. All other accounts have the time that a busy machine needs. */
export const TIMEOUT_MS = 300;

/**
 * A configuration with a short time-out for Acme's account with this source, in which every page makes its own calls.
 */
export function impatient(source: Source, policy: object = {}) {
  const section = sectionName(source);
  return ({ companies }: SandboxConfig) => {
    const acme: Readonly<Record<string, unknown>> = companies.acme;
    const account = { ...Object(acme[section]), timeoutMs: TIMEOUT_MS, ...policy };
    return { cache: { enabled: false }, companies: { ...companies, acme: { ...acme, [section]: account } } };
  };
}

/** The vendor's own error answer. */
export function status(code: number): Fault {
  return { kind: 'status', status: code };
}
/** 200 with just this text. */
export function body(text: string): Fault {
  return { kind: 'body', body: text };
}

/** A way in which a source fails, and the error that describes it. */
export interface Failure {
  readonly how: string;
  readonly fault: Fault;
  readonly code: string;
  readonly retryable: boolean;
}

export const FAILURES: readonly Failure[] = [
  { how: 'answers 400', fault: status(400), code: 'BACKEND_REJECTED', retryable: false },
  { how: 'answers 401', fault: status(401), code: 'BACKEND_UNAUTHORIZED', retryable: false },
  { how: 'answers 403', fault: status(403), code: 'BACKEND_UNAUTHORIZED', retryable: false },
  { how: 'answers 404', fault: status(404), code: 'NOT_FOUND', retryable: false },
  { how: 'answers 418', fault: status(418), code: 'BACKEND_REJECTED', retryable: false },
  { how: 'answers 429', fault: { kind: 'rateLimit' }, code: 'BACKEND_RATE_LIMITED', retryable: true },
  { how: 'answers 500', fault: status(500), code: 'BACKEND_UNAVAILABLE', retryable: true },
  { how: 'answers 502', fault: status(502), code: 'BACKEND_UNAVAILABLE', retryable: true },
  { how: 'answers 503', fault: status(503), code: 'BACKEND_UNAVAILABLE', retryable: true },
  { how: 'answers 504', fault: status(504), code: 'BACKEND_UNAVAILABLE', retryable: true },
  { how: 'does not answer', fault: { kind: 'hang' }, code: 'BACKEND_TIMEOUT', retryable: true },
  { how: 'resets the connection', fault: { kind: 'reset' }, code: 'BACKEND_UNAVAILABLE', retryable: true },
  { how: 'breaks off', fault: { kind: 'truncate' }, code: 'BACKEND_UNAVAILABLE', retryable: true },
  { how: 'sends a web page', fault: { kind: 'garbage' }, code: 'BACKEND_BAD_RESPONSE', retryable: false },
  { how: 'sends half a JSON', fault: { kind: 'malformedJson' }, code: 'BACKEND_BAD_RESPONSE', retryable: false },
  { how: 'sends null', fault: body('null'), code: 'BACKEND_BAD_RESPONSE', retryable: false },
  { how: 'sends a number', fault: body('7'), code: 'BACKEND_BAD_RESPONSE', retryable: false },
  { how: 'sends a text', fault: body('"fine"'), code: 'BACKEND_BAD_RESPONSE', retryable: false },
  { how: 'sends nothing', fault: body(''), code: 'BACKEND_BAD_RESPONSE', retryable: false },
];
