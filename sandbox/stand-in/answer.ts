/** A stand-in's answer, before a fault may change it. */
export interface Answer {
  readonly status: number;
  /** Lower-case names. The content length is added on sending. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return jsonText(status, JSON.stringify(value), headers);
}

/** Serialized JSON, sent unchanged. */
export function jsonText(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

export function plain(status: number, contentType: string, body: string | Uint8Array): Answer {
  return { status, headers: { 'content-type': contentType }, body };
}

/** An answer without a body: 204, or a redirect with its location. */
export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: '' };
}

export function bodyText(answer: Answer): string {
  return typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('utf8');
}
