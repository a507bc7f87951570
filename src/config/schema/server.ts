import { isIP } from 'node:net';
import { z } from 'zod';
import { says, section } from './section.ts';
import { MAX_TIMER_MS, seconds, text, wholeNumber } from './value-schemas.ts';

/** More proxies in a row than any deployment has. */
const MAX_PROXIES = 16;

const expectedTrust = says(
  `must be the number of proxies, from 0 to ${MAX_PROXIES}, or a list of address ranges such as 10.0.0.0/8`,
);

/** The addresses whose first bits are those of `address`. */
export interface AddressRange {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** An address, or a range of addresses in CIDR notation. */
const addressRange = text.transform((value, context): AddressRange => {
  const range = parseRange(value);
  if (range !== undefined) return range;
  context.addIssue({ code: 'custom', message: 'must be an IP address, or a range such as 10.0.0.0/8 or fd00::/8' });
  return z.NEVER;
});

/** A browser compares the text of an origin, so that a path or a slash at its end would never match. */
const origin = text.refine(
  (value) => /^https?:[^*]+$/.test(value) && URL.parse(value)?.origin === value,
  says('must be an origin in lower case, such as https://erp.example.com, without a path or a slash at its end'),
);

const timeout = wholeNumber(1_000, MAX_TIMER_MS);

/** The port of the gateway, and the clients that reach it. */
export const server = section({
  trustProxy: z.union([wholeNumber(0, MAX_PROXIES), z.array(addressRange)], expectedTrust).default(0),
  cors: section({
    origins: z.union([z.literal('*'), z.array(origin)], says('must be a list of origins, or "*" for all')).default('*'),
    maxAgeSeconds: seconds.default(86_400),
  }).prefault({}),
  tls: section({ certFile: text, keyFile: text }).exactOptional(),
  // The load balancer must be the one to close an idle connection. It keeps some for as long as 350 s (AWS) or 600 s
  // (Google Cloud), also before their first request.
  idleTimeoutMs: timeout.default(620_000),
  headersTimeoutMs: timeout.default(30_000),
  bodyTimeoutMs: timeout.default(60_000),
}).prefault({});

function parseRange(range: string): AddressRange | undefined {
  const [address = '', bits, ...more] = range.split('/');
  const version = isIP(address);
  const max = version === 6 ? 128 : 32;
  if (version === 0 || address.includes('%') || more.length > 0) return undefined;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= max)) return undefined;
  return { address, bits: bits === undefined ? max : Number(bits), family: version === 6 ? 'ipv6' : 'ipv4' };
}
