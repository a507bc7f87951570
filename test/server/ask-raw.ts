import { expect } from 'vitest';
import type { TestWorld } from '../end-to-end/world.ts';
import { type RawAnswer, rawRequest, requestText } from './raw-http.ts';

export const TOKEN = 'authorization: Bearer sandbox-token-not-a-secret';
export const JSON_BODY = 'content-type: application/json';
export const QUERY = '{"query":"{ companies { id } }"}';
/** The answer to QUERY. */
export const COMPANIES = { data: { companies: [{ id: 'acme' }, { id: 'borealis' }] } };

export function post({ url }: TestWorld, headers: readonly string[], body: string | undefined): Promise<RawAnswer> {
  return rawRequest(url, requestText('POST /graphql', headers, body));
}

export function get({ url }: TestWorld, path: string, headers: readonly string[] = [TOKEN]): Promise<RawAnswer> {
  return rawRequest(url, requestText(`GET ${path}`, headers));
}

/** Expects one error in GraphQL's form, and no other member. */
export function expectOneError(answer: RawAnswer, code: string, message: RegExp, limit?: string): void {
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  const body = JSON.parse(answer.body) as { errors: readonly { message: string; extensions: object }[] };
  expect(Object.keys(body)).toEqual(['errors']);
  expect(body.errors.map(({ extensions }) => extensions)).toEqual([limit === undefined ? { code } : { code, limit }]);
  expect(body.errors[0]?.message).toMatch(message);
}
