import type { RestAnswer } from '../send.ts';

/**
 * The milliseconds that an answer asks to wait (RFC 9110, 10.2.3: seconds or an HTTP date); undefined where it does not
 * or is not understood. A date is read against the answer's own Date, so that two clocks need not agree; `now` stands
 * in where it has none.
 */
export function retryAfterMs(headers: RestAnswer['headers'], now: number): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const until = parseHttpDate(text);
  if (until === undefined) return undefined;
  const date = headers['date'];
  const from = (typeof date === 'string' ? parseHttpDate(date) : undefined) ?? now;
  return Math.max(0, until - from);
}

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Only the one format that may still be sent: Date.parse makes a date of nearly anything. */
function parseHttpDate(text: string): number | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
