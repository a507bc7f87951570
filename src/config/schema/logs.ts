import { z } from 'zod';
import { says, section } from './section.ts';
import { wholeNumber } from './value-schemas.ts';

const expectation = says('must be all, errors, off, or a share of the requests from 0 to 1');

/** A share may come from a variable, which is text. */
const access = z.preprocess(
  (value) => (typeof value === 'string' && /^[01](\.\d{1,6})?$/.test(value) ? Number(value) : value),
  z.union(
    [z.literal(['all', 'errors', 'off']), z.number(expectation).min(0, expectation).max(1, expectation)],
    expectation,
  ),
);

/** The lines that the log has about requests. */
export const logs = section({
  /** The requests of known callers that get a line. With a share, every request that fails gets one. */
  access: access.default('all'),
  /** The most lines about requests of one caller in a minute. */
  accessLinesPerMinute: wholeNumber(1, 1_000_000).default(6_000),
}).prefault({});
