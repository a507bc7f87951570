import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../sandbox/stand-in/clock.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { makeDirectory } from '../store/sqlite-place.ts';
import { archivePaths, runArchiver } from './archiver.ts';
import { NOW, signIn } from './sources.ts';
import { bytesOf, put } from './uploads.ts';

type Company = 'acme' | 'borealis';

async function startArchiving(company: Company) {
  await using started = new AsyncDisposableStack();
  const clock = createManualClock(NOW);
  const sandbox = started.use(
    await startSandbox({ clock, ivesk: { digitizeMs: 0, exportMs: Number.POSITIVE_INFINITY } }),
  );
  const { path } = started.use(await makeDirectory());
  const { apiKey } = sandbox.world[company].ivesk;
  const running = started.move();
  return {
    sandbox,
    archive: (key = apiKey) => runArchiver({ baseUrl: sandbox.ivesk.url, apiKey: key, outputPath: path }),
    marker: async () => JSON.parse(await readFile(join(path, `${apiKey}.json`), 'utf-8')),
    /** Paths below the output folder. */
    files: async () => {
      const names = await readdir(path, { recursive: true });
      return names.filter((name) => name.endsWith('.pdf')).map((name) => name.replaceAll(sep, '/'));
    },
    bytes: (file: string) => readFile(join(path, file), 'latin1'),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The paths that the archive of a company has to have. */
function wantedFiles(sandbox: Sandbox, company: Company): readonly string[] {
  const documents = sandbox.world[company].ivesk.digitized().map(({ document }) => document);
  return documents.flatMap((document) => archivePaths(document as unknown as Parameters<typeof archivePaths>[0]));
}

describe("the vendor's archiver", () => {
  test.each(['acme', 'borealis'] as const)('saves a PDF for every document of %s', async (company) => {
    await using world = await startArchiving(company);
    await world.archive();
    const files = await world.files();
    expect(files.toSorted()).toEqual(wantedFiles(world.sandbox, company).toSorted());
    expect(files.length).toBeGreaterThanOrEqual(110);
    for (const file of files) expect(await world.bytes(file), file).toMatch(/^%PDF-/);
  });

  test('reads the queue page by page, and a later run continues at the last page', async () => {
    await using world = await startArchiving('acme');
    const { calls } = world.sandbox.ivesk;
    await world.archive();
    const { next } = await world.marker();
    const asked = calls.map(({ method, path, query }) => ({ method, path, query }));
    const call = (query: object) => ({ method: 'GET', path: '/digitized', query });
    expect(asked).toEqual([call({ doctype: 'invoice' }), call({ doctype: 'invoice', from: next })]);
    expect(world.sandbox.world.acme.ivesk.digitized()[101]?.document['digitizedat']).toBe(next);

    const before = await world.files();
    const { ivesk } = await signIn(world.sandbox, 'acme');
    await put((await ivesk('/uploadlocation/new.pdf')).json, bytesOf('new.pdf'));
    calls.clear();
    await world.archive();
    expect(calls.map(({ query }) => query)).toEqual([{ doctype: 'invoice', from: next }]);
    const added = (await world.files()).filter((file) => !before.includes(file));
    expect(added).toEqual(wantedFiles(world.sandbox, 'acme').slice(-1));
    expect(await world.bytes(added[0] ?? '')).toBe(Buffer.from(bytesOf('new.pdf')).toString('latin1'));
  });

  test('reports the message of an error response', async () => {
    await using world = await startArchiving('acme');
    await expect(world.archive('wrong')).rejects.toThrow('Error fetching page: Forbidden');
    expect(await world.files()).toEqual([]);
  });
});
