import type { RestAnswer } from '../send.ts';

/** A longer wait is treated as a mistake: a source must not be able to disable an account for days. */
const MAX_WAIT_MS = 3_600_000;

/**
 * The milliseconds that an answer asks to wait (RFC 9110, 10.2.3: seconds or an HTTP date), an hour at most; undefined if it does
 * not ask, or the value is malformed. 0 for a time that has passed. A date is compared with the answer's own Date, so that the
 * two clocks need not agree, or with `now` if the answer does not have one. A source and the gateway before it may each ask: the
 * longest wait counts.
 */
export function retryAfterMs(headers: RestAnswer['headers'], now: number): number | undefined {
  const values = [headers['retry-after'] ?? []].flat();
  // A proxy may have joined several headers into one. A date contains a comma itself.
  const texts = values.flatMap((value) => (/^[\d\s,]+$/.test(value) ? value.split(',') : value));
  const waits = texts.flatMap((text) => waitOf(text.trim(), headers, now) ?? []);
  return waits.length === 0 ? undefined : Math.max(...waits);
}

function waitOf(text: string, headers: RestAnswer['headers'], now: number): number | undefined {
  if (/^[+-]?\d+$/.test(text)) return bounded(Number(text) * 1000);
  const until = parseHttpDate(text, now);
  if (until === undefined) return undefined;
  const date = headers['date'];
  const from = (typeof date === 'string' ? parseHttpDate(date.trim(), now) : undefined) ?? now;
  return bounded(until - from);
}

function bounded(ms: number): number {
  return Math.min(Math.max(0, ms), MAX_WAIT_MS);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = '(?<time>\\d{2}:\\d{2}:\\d{2})';
const MONTH = `(?<month>${MONTHS.join('|')})`;

/** The three formats of RFC 9110, 5.6.7. Date.parse accepts nearly any text. */
const FORMATS = [
  // The one that servers should send: Sun, 06 Nov 1994 08:49:37 GMT
  new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  // RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
  new RegExp(
    `^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`,
  ),
  // asctime: Sun Nov  6 08:49:37 1994
  new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

function parseHttpDate(text: string, now: number): number | undefined {
  for (const format of FORMATS) {
    const groups = format.exec(text)?.groups;
    if (groups === undefined) continue;
    const { day = '', month = '', year = '', time = '' } = groups;
    return toTime(fullYear(year, now), MONTHS.indexOf(month) + 1, Number(day), time);
  }
  return undefined;
}

/** Undefined for a date that does not exist. A leap second is taken for the second after it. */
function toTime(year: number, month: number, day: number, time: string): number | undefined {
  const isLeap = time.endsWith(':60');
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const ms = Date.parse(`${date}T${isLeap ? time.replace(/60$/, '59') : time}Z`);
  // Date.parse turns 30 February into 2 March.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(date)) return undefined;
  return isLeap ? ms + 1000 : ms;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

/** A year of two digits is of the past if it would be more than 50 years ahead. */
function fullYear(year: string, now: number): number {
  if (year.length === 4) return Number(year);
  const current = new Date(now).getUTCFullYear();
  const sameCentury = current - (current % 100) + Number(year);
  return sameCentury > current + 50 ? sameCentury - 100 : sameCentury;
}
