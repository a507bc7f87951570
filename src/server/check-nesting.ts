import type { IncomingMessage } from 'node:http';
import { BadUserInput } from '../errors/catalogue.ts';
import { isNestedDeeper } from './nesting.ts';
import { searchOf } from './route.ts';

/** Throws BadUserInput where the query of a request, in its target or its body, is nested deeper than `max`. */
export function checkNesting(request: IncomingMessage, body: unknown, max: number): void {
  const query = request.method === 'GET' ? new URLSearchParams(searchOf(request)).get('query') : queryIn(body);
  if (typeof query !== 'string' || !isNestedDeeper(query, max)) return;
  throw new BadUserInput(
    `The query is nested more than ${max} levels deep: ask for less at once, and for the rest by id`,
  );
}

function queryIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
}
