import { seconds, wholeNumber } from '../../config/schema/value-schemas.ts';
import { defineWatch } from '../source-watch.ts';

const DAY_MS = 86_400_000;

/** The invoices of the last days: one that is entered late is found while its day is among them. */
export const v6Watch = defineWatch({
  settings: { v6Seconds: seconds.default(900), v6Days: wholeNumber(1, 365).default(90) },
  plan: ({ v6Seconds, v6Days }, { now }) => ({
    everyMs: v6Seconds * 1_000,
    isWhole: false,
    // Tomorrow in UTC covers today in every time zone.
    lists: [{ name: 'days', filter: { issuedFrom: day(now - v6Days * DAY_MS), issuedTo: day(now + DAY_MS) } }],
  }),
});

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
