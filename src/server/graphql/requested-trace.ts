import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../../auth/caller.ts';
import { Forbidden } from '../../errors/catalogue.ts';
import { CallTrace } from '../../telemetry/call-trace.ts';

const HEADER = 'x-gateway-trace';

/**
 * Returns a new trace if the request asks for one: it costs time and makes the answer longer, so the scope alone is not enough.
 * Throws Forbidden without the scope.
 */
export function requestedTrace(headers: IncomingHttpHeaders, caller: Caller): CallTrace | undefined {
  if (headers[HEADER] === undefined) return undefined;
  if (caller.scopes.has('debug:read')) return new CallTrace();
  throw new Forbidden(`The header \`${HEADER}\` needs the scope debug:read: leave it out, or ask for the scope`);
}
