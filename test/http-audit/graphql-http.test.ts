import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { AUDIT_IDS } from './audit-ids.ts';
import { asTheAuditAsks, forTheGraphqlType, type WayToAsk, withGet } from './ways-to-ask.ts';

/**
 * A document with a syntax error or an invalid one, and variables of a wrong type. For application/json the
 * specification recommends 200, because a client cannot know which server a 400 comes from. Apollo Server answers 400,
 * also in its own run of these audits, and its clients rely on the status. For application/graphql-response+json the
 * specification itself asks for 400.
 */
const APOLLO_ANSWERS_400 = { '572B': 400, FDE2: 400, '7B9B': 400 };

/** These expect application/json, which is not the requested type. */
const WANTS_JSON = { '4655': 200, '47DE': 200, '80D8': 200 };

/** This audit sends a body without a content-type; with GET there is no body. */
const WANTS_A_BODY = { '9ABE': 200 };

/** The ways to send the audits, with the audits that do not pass and the status that they get. */
const WAYS: readonly (readonly [string, WayToAsk, Readonly<Record<string, number>>])[] = [
  ['as they are', asTheAuditAsks, APOLLO_ANSWERS_400],
  // For this type, the specification itself asks for 400.
  ['for application/graphql-response+json alone', forTheGraphqlType, { ...WANTS_JSON, ...APOLLO_ANSWERS_400 }],
  ['with GET', withGet, { ...APOLLO_ANSWERS_400, ...WANTS_A_BODY }],
];

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

function url() {
  return new URL('graphql', world.url).href;
}

test('the package has the audits that this test knows', () => {
  const ids: Record<string, string[]> = { MUST: [], SHOULD: [], MAY: [] };
  for (const { id, name } of serverAudits({ url })) ids[name.split(' ')[0] ?? '']?.push(id);
  expect(ids).toEqual(AUDIT_IDS);
});

test('no MUST audit is among the exceptions for unchanged requests', () => {
  expect(AUDIT_IDS.MUST.filter((id) => id in APOLLO_ANSWERS_400)).toEqual([]);
});

describe.each(WAYS)('GraphQL over HTTP, requested %s', (_way, fetchFn, exceptions) => {
  const audits = serverAudits({ url, fetchFn }).map((audit) => ({ ...audit, what: `${audit.id} ${audit.name}` }));

  test.each(audits)('$what', async ({ id, fn }) => {
    const result = await fn();

    if (id in exceptions) expect(result.status).not.toBe('ok');
    else expect(result).toMatchObject({ status: 'ok' });
    if (result.status !== 'ok') {
      expect(result.response.status).toBe(exceptions[id]);
      await result.response.body?.cancel();
    }
  });
});
