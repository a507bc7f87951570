import { describe, expect, test } from 'vitest';
import { createPdf } from '../../sandbox/s3/pdf.ts';
import { createManualClock } from '../../sandbox/stand-in/clock.ts';
import { type SandboxOptions, startSandbox } from '../../sandbox/start.ts';
import { ask, NOW, signIn } from './sources.ts';
import { bytesOf, put } from './uploads.ts';

const AT_ONCE = { digitizeMs: 0, exportMs: 0 };

/** Acme, with a clock that stands still. */
async function startUploading(ivesk: SandboxOptions['ivesk'] = {}) {
  const clock = createManualClock(NOW);
  const sandbox = await startSandbox({ clock, ivesk });
  const acme = await signIn(sandbox, 'acme');
  const before = NOW.toISOString();
  const queue = async (name: 'digitized' | 'exported', from = '2026-03-20T00:00:00Z') =>
    (await acme.ivesk(`/${name}?from=${from}`)).json.documents;
  return {
    clock,
    sandbox,
    before,
    queue,
    account: sandbox.world.acme.ivesk,
    /** Makes both steps of an upload. */
    async upload(name: string, query: Record<string, string> = {}, content = bytesOf('a file')) {
      const { json } = await acme.ivesk(`/uploadlocation/${encodeURIComponent(name)}?${new URLSearchParams(query)}`);
      return put(json, content);
    },
    [Symbol.asyncDispose]: sandbox[Symbol.asyncDispose],
  };
}

describe('an uploaded file', () => {
  test('is digitized after two seconds and exported after five more', async () => {
    await using world = await startUploading();
    await world.upload('sąskaita "1".pdf');
    world.clock.advance(1_999);
    expect([await world.queue('digitized'), world.account.uploads[0]?.outcome]).toEqual([[], 'waiting']);
    world.clock.advance(1);
    const [document, ...others] = await world.queue('digitized');
    expect(others).toEqual([]);
    expect(document).toMatchObject({ digitizedat: '2026-03-20T15:30:02.000Z', filename: 'sąskaita "1".pdf' });
    expect(document).not.toHaveProperty('exportedat');
    world.clock.advance(4_999);
    expect(await world.queue('exported')).toEqual([]);
    world.clock.advance(1);
    const exported = { ...document, exportedat: '2026-03-20T15:30:07.000Z', url: expect.any(String) };
    expect([await world.queue('exported'), await world.queue('digitized')]).toEqual([[exported], [exported]]);
  });

  test('becomes a complete document of its own company, with all given options', async () => {
    await using world = await startUploading(AT_ONCE);
    const said = { userdata: '{"a": "ž&="}', sourcedata: '', warehouse: 'W 1', allocation: 'P0001' };
    await world.upload('a.pdf', { ...said, tags: 'checked, urgent,,' });
    const [document] = await world.queue('digitized');
    expect(document).toMatchObject({
      ...said,
      id: expect.stringMatching(/^[-0-9a-f]{36}$/),
      doctype: 'invoice',
      tags: ['checked', 'urgent'],
      companycode: '302320404',
      sellername: expect.any(String),
      buyername: expect.any(String),
      docnum: expect.any(String),
      date: expect.stringMatching(/^2026-03-\d\d$/),
      currency: expect.any(String),
    });
    expect(Math.round(100 * (document.subtotal + document.vat))).toBe(Math.round(100 * document.total));
    const { json } = await (await signIn(world.sandbox, 'borealis')).ivesk('/digitized?from=2026-03-20T00:00:00Z');
    expect(json.documents).toEqual([]);
  });

  test('without options becomes a document without them, and with one line that does not have a quantity', async () => {
    await using world = await startUploading(AT_ONCE);
    await world.upload('a.pdf');
    await world.upload('b.pdf', { processlines: 'true', tags: ',' });
    const [without, withLines] = await world.queue('digitized');
    for (const name of ['userdata', 'sourcedata', 'tags', 'warehouse', 'allocation']) {
      expect(without).not.toHaveProperty(name);
      expect(withLines).not.toHaveProperty(name);
    }
    const { subtotal, vat, total } = without;
    expect(without.lines).toEqual([{ lineid: 0, name: expect.any(String), subtotal, vat, total }]);
    expect(withLines.lines[0]).toMatchObject({ quantity: expect.any(Number), price: expect.any(Number) });
  });

  test('comes after all earlier ones, and after those of the same time', async () => {
    await using world = await startUploading(AT_ONCE);
    await Promise.all(['a.pdf', 'b.pdf', 'c.pdf'].map((name) => world.upload(name)));
    for (const [queue, name] of [['digitized', 'digitizedat'] as const, ['exported', 'exportedat'] as const]) {
      const documents = await world.queue(queue);
      const instants = documents.map((document: Record<string, string>) => document[name]);
      expect(instants).toEqual([...new Set(instants)].sort());
      const behind = await world.queue(queue, instants[0]);
      expect(behind.map(({ id }: { id: string }) => id)).toEqual(
        documents.slice(1).map(({ id }: { id: string }) => id),
      );
    }
  });

  test('can be fetched from the URL of its document, without credentials', async () => {
    await using world = await startUploading(AT_ONCE);
    const content = new Uint8Array(3 * 2 ** 20).map((_, index) => index % 251);
    await world.upload('a.png', {}, content);
    const [{ url }] = await world.queue('digitized');
    const response = await fetch(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), content)).toBe(0);
    expect(await ask(url, { headers: { 'x-api-key': 'any' } })).toMatchObject({ status: 400 });
  });

  test('becomes one document, or is split into the documents in it', async () => {
    await using world = await startUploading(AT_ONCE);
    const two = new Uint8Array(Buffer.concat([createPdf('One'), createPdf('Two')]));
    await world.upload('one.pdf', {}, two);
    await world.upload('two.pdf', { splitdocuments: 'true' }, two);
    const documents = await world.queue('digitized');
    expect(documents.map(({ filename }: { filename: string }) => filename)).toEqual(['one.pdf', 'two.pdf', 'two.pdf']);
    expect(world.account.uploads.map(({ documentIds }) => documentIds)).toEqual([
      [documents[0].id],
      [documents[1].id, documents[2].id],
    ]);
  });

  test('does not become a document if it is a duplicate and duplicates are checked', async () => {
    await using world = await startUploading(AT_ONCE);
    await world.upload('a.pdf', { checkduplicates: 'true' });
    await world.upload('b.pdf', { checkduplicates: 'true' });
    await world.upload('c.pdf', { checkduplicates: 'false' });
    await world.upload('d.pdf', { checkduplicates: 'true' }, bytesOf('another file'));
    const outcomes = world.account.uploads.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['digitized', 'duplicate', 'digitized', 'digitized']);
    expect(await world.queue('digitized')).toHaveLength(3);
  });

  test('that is not an invoice is rejected if that is asked for, and otherwise has another type', async () => {
    await using world = await startUploading(AT_ONCE);
    await world.upload('Not an invoice.pdf', { rejectnoninvoices: 'true' });
    await world.upload('not-an-invoice.pdf');
    expect(world.account.uploads).toMatchObject([{ outcome: 'notAnInvoice' }, { outcome: 'digitized' }]);
    expect(await world.queue('digitized')).toMatchObject([{ doctype: 'other', filename: 'not-an-invoice.pdf' }]);
  });

  test('that was not stored does not become a document', async () => {
    await using world = await startUploading(AT_ONCE);
    world.sandbox.s3.fail('putFile', { kind: 'status', status: 500 }, { times: 1 });
    expect(await world.upload('a.pdf')).toMatchObject({ status: 500 });
    expect(world.account.uploads).toEqual([]);
    expect(await world.queue('digitized')).toEqual([]);
  });

  test('can wait forever, and stops waiting when the sandbox is disposed of', async () => {
    await using world = await startUploading({ digitizeMs: 10, exportMs: Number.POSITIVE_INFINITY });
    await world.upload('a.pdf', { userdata: 'ref' });
    world.clock.advance(1e9);
    expect([await world.queue('digitized'), await world.queue('exported')]).toMatchObject([[{ userdata: 'ref' }], []]);
    await world.upload('b.pdf', { userdata: 'ref' });
    await world.sandbox[Symbol.asyncDispose]();
    world.clock.advance(1e9);
    expect(world.account.uploads).toMatchObject([
      { fileName: 'a.pdf', options: { userdata: 'ref' }, size: 6, outcome: 'digitized' },
      { fileName: 'b.pdf', options: { userdata: 'ref' }, size: 6, outcome: 'waiting', documentIds: [] },
    ]);
  });
});
