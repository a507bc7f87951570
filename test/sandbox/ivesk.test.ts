import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/start.ts';
import { ODD_IVESK_IDS } from '../../sandbox/world/ivesk/odd-documents.ts';
import { ask, NOW, type Reply, signIn, startAtNow } from './sources.ts';

type Ivesk = Awaited<ReturnType<typeof signIn>>['ivesk'];

async function readQueue(ivesk: Ivesk, path: string): Promise<readonly Reply[]> {
  const pages = [await ivesk(path)];
  for (;;) {
    const next = pages.at(-1)?.json.next;
    if (next === undefined) return pages;
    pages.push(await ivesk(`${path}?from=${encodeURIComponent(next)}`));
  }
}

function documentsOf(pages: readonly Reply[]) {
  return pages.flatMap(({ json }) => json.documents);
}

describe('access', () => {
  test('is granted with the key of a company', async () => {
    await using sandbox = await startAtNow();
    const forbidden = { status: 403, json: { message: 'Forbidden' } };
    expect(await ask(`${sandbox.ivesk.url}/digitized`)).toMatchObject(forbidden);
    expect(await ask(`${sandbox.ivesk.url}/digitized`, { headers: { 'x-api-key': 'wrong' } })).toMatchObject(forbidden);
  });

  test.each([
    '/digitized?from=2026-02-30T00:00:00Z',
    '/digitized?from=2026-02-01',
    '/exported?page=2',
    '/digitized?from=',
    '/columns/302320404',
  ])('%s is a bad request', async (path) => {
    await using sandbox = await startAtNow();
    const { ivesk } = await signIn(sandbox, 'acme');
    expect(await ivesk(path)).toMatchObject({ status: 400, json: { message: expect.any(String) } });
  });

  test('a document does not have a URL of its own', async () => {
    await using sandbox = await startAtNow();
    const { ivesk } = await signIn(sandbox, 'curio');
    expect(await ivesk(`/digitized/${ODD_IVESK_IDS.bare}`)).toMatchObject({ status: 404 });
  });
});

describe('the queues', () => {
  test('list digitized documents completely and in order, and no page ends between documents of one instant', async () => {
    await using sandbox = await startAtNow();
    for (const company of ['acme', 'borealis', 'curio'] as const) {
      const { ivesk } = await signIn(sandbox, company);
      const pages = await readQueue(ivesk, '/digitized');
      const documents = documentsOf(pages);
      expect(pages.map(({ json }) => json.documents.length)[0]).toBe(102);
      expect(documents.map(({ id }) => id)).toEqual(sandbox.world[company].ivesk.digitized().map(({ id }) => id));
      const instants = documents.map(({ digitizedat }) => digitizedat);
      expect(instants).toEqual(instants.toSorted());
    }
  });

  test('list exported documents by the time of their export', async () => {
    await using sandbox = await startSandbox({ now: NOW, ivesk: { pageSize: 10 } });
    const { ivesk } = await signIn(sandbox, 'acme');
    const pages = await readQueue(ivesk, '/exported');
    const instants = documentsOf(pages).map(({ exportedat }) => exportedat);
    expect(pages.length).toBeGreaterThan(3);
    expect(instants).toHaveLength(sandbox.world.acme.ivesk.exported().length);
    expect(instants).toEqual(instants.toSorted());
  });

  test('begin after `from`, and only contain one document type if the query names it', async () => {
    await using sandbox = await startAtNow();
    const { ivesk } = await signIn(sandbox, 'curio');
    const [first, second] = sandbox.world.curio.ivesk.digitized();
    const page = await ivesk(`/digitized?from=${first?.document['digitizedat']}`);
    expect(page.json.documents[0].id).toBe(second?.id);
    const others = await ivesk('/digitized?doctype=packinglist');
    expect(others.json).toMatchObject({ documents: [{ id: ODD_IVESK_IDS.unknownType }] });
    expect(others.json).not.toHaveProperty('next');
  });

  test('end with an empty page', async () => {
    await using sandbox = await startAtNow();
    const { ivesk } = await signIn(sandbox, 'acme');
    const { json } = await ivesk('/digitized?from=2026-03-20T00:00:00.000Z');
    expect(json.documents).toEqual([]);
    expect(json).not.toHaveProperty('next');
  });

  test('give each document with a file name a URL that works without the key, and not with it', async () => {
    await using sandbox = await startAtNow();
    const { ivesk } = await signIn(sandbox, 'curio');
    const documents = documentsOf(await readQueue(ivesk, '/digitized'));
    const files = documents.filter(({ url }) => url !== undefined);
    expect(files.length).toBeGreaterThan(100);
    const replies = await Promise.all(files.map(({ url }) => ask(url)));
    expect(replies.every(({ status, text }) => status === 200 && text.startsWith('%PDF-'))).toBe(true);
    expect(await ask(files[0].url, { headers: { 'x-api-key': 'any' } })).toMatchObject({ status: 400 });
    expect(documents.find(({ id }) => id === ODD_IVESK_IDS.bare)).not.toHaveProperty('url');
  });
});

describe('columns', () => {
  test('come in pages, whose token is only valid for the same query', async () => {
    await using sandbox = await startAtNow();
    const { ivesk } = await signIn(sandbox, 'acme');
    const path = '/columns/302320404?column=allocation';
    const first = await ivesk(path);
    const next = encodeURIComponent(first.json.next);
    const second = await ivesk(`${path}&next=${next}`);
    const third = await ivesk(`${path}&next=${encodeURIComponent(second.json.next)}`);
    expect([first, second, third].map(({ json }) => json.items.length)).toEqual([100, 100, 31]);
    expect(third.json).not.toHaveProperty('next');
    expect(await ivesk(`/columns/302320404?column=department&next=${next}`)).toMatchObject({ status: 400 });
  });

  test('can be limited to recent changes, and can only be read for the own company', async () => {
    await using sandbox = await startAtNow();
    const { ivesk } = await signIn(sandbox, 'acme');
    const recent = await ivesk('/columns/302320404?column=allocation&modifiedsince=2026-03-17T00:00:00Z');
    expect(recent.json.items.map(({ code }: { code: string }) => code)).toEqual(['P0228', 'P0229', 'P0230', 'P9999']);
    expect((await ivesk('/columns/302320404?column=nosuch')).json).toEqual({ items: [] });
    expect(await ivesk('/columns/304567891?column=department')).toMatchObject({ status: 404 });
  });
});
