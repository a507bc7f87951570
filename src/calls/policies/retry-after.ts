import type { RestAnswer } from '../send.ts';

/**
 * The milliseconds that an answer asks to wait (RFC 9110, 10.2.3: seconds or an HTTP date); undefined if it does not ask,
 * or the value is malformed. A date is compared with the answer's own Date, so that the two clocks need not agree, or with
 * `now` if the answer does not have one.
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

/** Accepts only IMF-fixdate, the one format that may still be sent: Date.parse accepts nearly any text. */
function parseHttpDate(text: string): number | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
