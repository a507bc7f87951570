import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from './bundle.ts';
import { createConsumer, OTHER_VERSIONS, PROGRAM, ROOT, runTool, WAYS } from './run-tool.ts';
import { scriptedGateway } from './writes/scripted-gateway.ts';

const run = promisify(execFile);
const CLIENT = join(ROOT, 'client');

describe('the tarball of the package', { timeout: 60_000 }, () => {
  let folder: string;
  let files: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'client-pack-'));
    // Not built here, as other tests read the built files. The test below checks that they are up to date.
    const { stdout } = await run(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', folder],
      {
        cwd: CLIENT,
      },
    );
    const packed: unknown = JSON.parse(stdout);
    const [first] = Object.values(packed as Record<string, { filename: string; files: { path: string }[] }>);
    files = first?.files.map(({ path }) => path) ?? [];
    await run('tar', ['-xzf', join(folder, first?.filename ?? ''), '-C', folder]);
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  test('contains the files that are used, and no others', async () => {
    const operations = (await readdir(join(CLIENT, 'graphql'))).map((name) => `graphql/${name}`);
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts', ...operations]),
    );
    const others = files.filter(
      (path) =>
        !/^(README\.md|package\.json|graphql\/[\w-]+\.graphql|dist\/.*\.(js|d\.ts)|dist\/trusted-documents\.json)$/.test(
          path,
        ),
    );
    expect(others).toEqual([]);
  });

  test('contains the compiled sources', async () => {
    const out = join(folder, 'built');
    const parameters = ['--project', 'tsconfig.build.json', '--outDir', out];
    expect(await runTool('typescript/bin/tsc', parameters, CLIENT)).toMatchObject({ code: 0, output: '' });
    const built = await readdir(out, { recursive: true });
    const names = built.filter((name) => name.endsWith('.js') || name.endsWith('.d.ts'));
    const compiled = files.filter((path) => path.startsWith('dist/') && !path.endsWith('.json'));
    expect(compiled.sort()).toEqual(names.map((name) => `dist/${name}`).sort());
    // The two compilers differ in their quotes.
    const read = async (base: string, name: string) => (await readFile(join(base, name), 'utf8')).replaceAll('"', "'");
    for (const name of names.filter((one) => one.endsWith('.js')))
      expect(await read(join(folder, 'package/dist'), name), `${name}: npm run build`).toBe(await read(out, name));
  });

  test.each(WAYS)(
    'is sufficient for a frontend to compile with %s and the resolution %s',
    async (compiler, resolution) => {
      await using consumer = await createConsumer(join(folder, 'package'));
      await consumer.write('src/good.ts', await readFile(new URL('uses/good.ts', import.meta.url), 'utf8'));
      expect(await consumer.typeCheck(compiler, resolution)).toBe('');
    },
  );

  test('is sufficient for a frontend to be bundled', async () => {
    await using consumer = await createConsumer(join(folder, 'package'));
    const code = await bundle(
      `import { createInvoiceClient } from 'invoice-gateway-client/apollo';
      import { InvoicesDocument } from 'invoice-gateway-client';
      import { useInvoicesQuery } from 'invoice-gateway-client/react';
      globalThis.all = { createInvoiceClient, InvoicesDocument, useInvoicesQuery };`,
      { root: consumer.folder },
    );
    expect(code).toContain('graphql-transport-ws');
  });

  test.each(WAYS)(
    'is sufficient for a program without a frontend to compile with %s and the resolution %s',
    async (compiler, resolution) => {
      await using consumer = await createConsumer(join(folder, 'package'), PROGRAM);
      await consumer.write('src/program.ts', await readFile(new URL('uses/program.ts', import.meta.url), 'utf8'));
      expect(await consumer.typeCheck(compiler, resolution)).toBe('');
    },
  );

  test.each(['graphql', 'graphql-17'])(
    'is sufficient for a program without a frontend to run, with %s',
    async (graphql) => {
      await using consumer = await createConsumer(join(folder, 'package'), { ...PROGRAM, graphql });
      await using gateway = await scriptedGateway();
      await consumer.write('program.ts', await readFile(new URL('uses/program.ts', import.meta.url), 'utf8'));
      const { stdout } = await run(process.execPath, ['program.ts', gateway.url], { cwd: consumer.folder });
      expect(JSON.parse(stdout)).toMatchObject({
        reported: true,
        code: 'CONNECTION_LOST',
        without: 'ERR_MODULE_NOT_FOUND',
      });
      expect(gateway.keys).toHaveLength(1);
    },
  );

  test('is sufficient for a frontend with graphql 17 and React 18 to compile and to run', async () => {
    await using consumer = await createConsumer(join(folder, 'package'), OTHER_VERSIONS);
    await using gateway = await scriptedGateway();
    await consumer.write('src/good.ts', await readFile(new URL('uses/good.ts', import.meta.url), 'utf8'));
    expect(await consumer.typeCheck('typescript', 'bundler')).toBe('');
    await consumer.write(
      'run.mjs',
      `import { ReportSyncErrorDocument } from 'invoice-gateway-client';
      import { createInvoiceClient } from 'invoice-gateway-client/apollo';
      import { useReportSyncErrorMutation } from 'invoice-gateway-client/react';
      import { version } from 'graphql';
      import React from 'react';
      const client = createInvoiceClient({ url: process.argv[2], token: () => 'a-token' });
      const { data } = await client.mutate({ mutation: ReportSyncErrorDocument, variables: { invoiceId: '1', message: 'No' } });
      const hook = typeof useReportSyncErrorMutation;
      console.log(JSON.stringify({ versions: [version, React.version], ok: data.reportSyncError.ok, hook }));`,
    );
    const { stdout } = await run(process.execPath, ['run.mjs', gateway.url], { cwd: consumer.folder });
    const versions = [expect.stringMatching(/^17\./), expect.stringMatching(/^18\./)];
    expect(JSON.parse(stdout)).toEqual({ versions, ok: true, hook: 'function' });
    expect(gateway.keys).toHaveLength(1);
  });

  test('includes its operations for generators', async () => {
    expect(await readFile(join(folder, 'package/graphql/invoices.graphql'), 'utf8')).toContain('fragment InvoiceRow');
  });
});
