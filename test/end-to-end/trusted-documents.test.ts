import { hash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TrustMode } from '../../src/config/trusted-documents.ts';
import { makeDirectory } from '../store/sqlite-place.ts';
import { JSON_TRANSPORTS, TARGET_TRANSPORTS } from './transports.ts';
import { startWorld, type TestWorld } from './world.ts';

const KNOWN = 'query Companies { companies { id } }';
const UNKNOWN = '{ companies { name } }';
const ID = 'companies-1';
const HASH = hash('sha256', KNOWN);
const DATA = { data: { companies: [{ id: 'acme' }, { id: 'borealis' }] } };

const FORMS: Readonly<Record<string, object>> = {
  'GraphQL Code Generator': { [ID]: KNOWN, [HASH]: KNOWN },
  Apollo: {
    ...{ format: 'apollo-persisted-query-manifest', version: 1 },
    operations: [ID, HASH].map((id) => ({ id, name: 'Companies', type: 'query', body: KNOWN })),
  },
};

async function startTrusting(mode: TrustMode, manifest: object = FORMS['Apollo'] ?? {}): Promise<TestWorld> {
  await using opened = new AsyncDisposableStack();
  const directory = opened.use(await makeDirectory());
  const path = join(directory.path, 'manifest.json');
  await writeFile(path, JSON.stringify(manifest));
  return await startWorld({ config: { trustedDocuments: { manifest: path, mode } } });
}

async function refused(world: TestWorld): Promise<number> {
  const metrics = await (await world.fetch('metrics')).text();
  return Number(/gateway_untrusted_documents_total\{outcome="refused"\} (\d+)/.exec(metrics)?.[1] ?? 0);
}

function linesAbout(world: TestWorld): number {
  return world.log.entries().filter(({ msg }) => String(msg).includes('manifest of trusted documents')).length;
}

describe.each(Object.entries(FORMS))('with a manifest of %s that is enforced', (_form, manifest) => {
  test('each transport runs its documents, by id and by text, and refuses all others', async () => {
    await using world = await startTrusting('enforce', manifest);
    for (const [name, send] of Object.entries(JSON_TRANSPORTS)) {
      expect([name, await send(world, JSON.stringify({ documentId: ID }))]).toEqual([name, DATA]);
      expect([name, await send(world, JSON.stringify({ query: KNOWN }))]).toEqual([name, DATA]);
      expect([name, await send(world, JSON.stringify({ query: UNKNOWN }))]).toEqual([name, { error: 'FORBIDDEN' }]);
      const wrong = await send(world, JSON.stringify({ documentId: 'other' }));
      expect([name, wrong]).toEqual([name, { error: 'BAD_USER_INPUT' }]);
      const both = await send(world, JSON.stringify({ query: KNOWN, documentId: ID }));
      expect([name, both]).toEqual([name, { error: 'BAD_USER_INPUT' }]);
    }
    for (const [name, send] of Object.entries(TARGET_TRANSPORTS)) {
      expect([name, await send(world, `documentId=${ID}`)]).toEqual([name, DATA]);
      expect([name, await send(world, `query=${encodeURIComponent(KNOWN)}`)]).toEqual([name, DATA]);
      const other = await send(world, `query=${encodeURIComponent(UNKNOWN)}`);
      expect([name, other]).toEqual([name, { error: 'FORBIDDEN' }]);
    }
    expect(await refused(world)).toBeGreaterThanOrEqual(6);
    // An attacker must not fill the disk.
    expect(linesAbout(world)).toBe(0);
  });
});

function persistedQuery(sha256Hash: string) {
  return { extensions: { persistedQuery: { version: 1, sha256Hash } } };
}

test('a hash of an Apollo client names a document; the client is asked for the text if the hash is unknown', async () => {
  await using world = await startTrusting('log');
  const post = async (body: object) => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer sandbox-token-not-a-secret' };
    const response = await world.fetch('graphql', { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as { errors?: readonly { message: string }[] } };
  };
  expect(await post(persistedQuery(HASH))).toEqual({ status: 200, body: DATA });
  const unknown = await post(persistedQuery('0'.repeat(64)));
  expect(unknown).toMatchObject({ status: 200, body: { errors: [{ message: 'PersistedQueryNotSupported' }] } });
  expect(await post({ query: UNKNOWN, ...persistedQuery('0'.repeat(64)) })).toMatchObject({ status: 200 });
  expect(await post({ query: KNOWN, documentId: ID })).toMatchObject({
    ...{ status: 400, body: { errors: [{ message: expect.stringContaining('send one of them') }] } },
  });
});

test('in the mode "log", other documents run, and each has one line in the log', async () => {
  await using world = await startTrusting('log');
  for (const _ of [1, 2]) expect((await world.ask(UNKNOWN)).errors).toEqual([]);
  expect(linesAbout(world)).toBe(1);
  await world.ask(KNOWN);
  for (let n = 0; n < 200; n += 1) await world.ask(`query Many${n} { companies { id } }`);
  expect(linesAbout(world)).toBe(100);
});

test('in the mode "off", there are no documents to name', async () => {
  await using world = await startTrusting('off');
  expect((await world.ask(UNKNOWN)).errors).toEqual([]);
  const send = JSON_TRANSPORTS['POST'];
  expect(await send?.(world, JSON.stringify({ documentId: ID }))).toEqual({ error: 'BAD_USER_INPUT' });
});
