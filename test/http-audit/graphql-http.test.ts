import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { AUDIT_IDS } from './audit-ids.ts';
import { asTheAuditAsks, forTheGraphqlType, type WayToAsk, withGet } from './ways-to-ask.ts';

/**
 * A document that cannot be parsed or is not valid, and variables that do not fit. The specification would rather have 200
 * here, as nobody can know which server a 400 in plain JSON comes from. Apollo Server answers 400 and keeps to it, in its
 * own run of these audits too, and who comes from there looks at the status. For application/graphql-response+json the
 * specification wants the 400 itself.
 */
const APOLLO_ANSWERS_400 = { '572B': 400, FDE2: 400, '7B9B': 400 };

/** These want plain JSON, which is not what is asked for. */
const WANTS_JSON = { '4655': 200, '47DE': 200, '80D8': 200 };

/** This one wants a body without its content-type refused, and there is no body. */
const WANTS_A_BODY = { '9ABE': 200 };

/** How the audits are sent, and what does not pass, with the status that it gets. */
const WAYS: readonly (readonly [string, WayToAsk, Readonly<Record<string, number>>])[] = [
  ['as they are', asTheAuditAsks, APOLLO_ANSWERS_400],
  // Of this type the specification itself wants the 400.
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

test('the audits are those that are known here', () => {
  const ids: Record<string, string[]> = { MUST: [], SHOULD: [], MAY: [] };
  for (const { id, name } of serverAudits({ url })) ids[name.split(' ')[0] ?? '']?.push(id);
  expect(ids).toEqual(AUDIT_IDS);
});

test('no audit that MUST pass is among the exceptions of the requests as they are', () => {
  expect(AUDIT_IDS.MUST.filter((id) => id in APOLLO_ANSWERS_400)).toEqual([]);
});

describe.each(WAYS)('GraphQL over HTTP, asked %s', (_way, fetchFn, exceptions) => {
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
