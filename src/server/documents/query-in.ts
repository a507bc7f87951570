import type { IncomingMessage } from 'node:http';
import { searchOf } from '../http/route.ts';

/**
 * Returns the query of a request, in its target or its body. Returns undefined if Apollo Server does not come to the
 * query, because the request's form is wrong: it says best how.
 */
export function queryIn(request: Pick<IncomingMessage, 'method' | 'url'>, body: unknown): string | undefined {
  const query = request.method === 'GET' ? queryInTarget(request) : queryInBody(body);
  return typeof query === 'string' && query !== '' ? query : undefined;
}

function queryInTarget(request: Pick<IncomingMessage, 'url'>): string | undefined {
  const [query, second] = new URLSearchParams(searchOf(request)).getAll('query');
  return second === undefined ? query : undefined;
}

function queryInBody(body: unknown): unknown {
  if (!isRecord(body)) return undefined;
  const { query, variables, extensions, operationName } = body;
  const isWellFormed = isRecordOrAbsent(variables) && isRecordOrAbsent(extensions) && isTextOrAbsent(operationName);
  return isWellFormed ? query : undefined;
}

function isRecordOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || isRecord(value);
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
