import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Consumer, createConsumer, ROOT, runTool, type ToolResult } from './run-tool.ts';

const SCHEMA = 'schema/invoice.graphql';
const OPERATIONS = ['client/graphql/invoices.graphql', 'client/graphql/invoice.graphql'];

/** A copy of what the client is generated from, in which things can be renamed. */
describe('a field that is renamed in the schema', { timeout: 60_000 }, () => {
  let consumer: Consumer;
  let gateway: string;

  const rename = async (path: string) => {
    const text = await readFile(join(gateway, path), 'utf8');
    await writeFile(join(gateway, path), text.replaceAll(/\bgrossAmount\b/g, 'totalAmount'));
  };
  const generate = (): Promise<ToolResult> =>
    runTool('@graphql-codegen/cli/esm/bin.js', ['--config', 'codegen.yml'], gateway);

  beforeAll(async () => {
    consumer = await createConsumer(join(ROOT, 'client'));
    gateway = join(consumer.folder, 'gateway');
    for (const path of [
      'schema',
      'codegen',
      'client/graphql',
      'client/src',
      'client/tsconfig.json',
      'client/tsconfig.build.json',
    ])
      await cp(join(ROOT, path), join(gateway, path), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(gateway, 'node_modules'));
    const config = await readFile(join(ROOT, 'codegen.yml'), 'utf8');
    // The client's part alone.
    const [head = ''] = config.split('  src/__generated__/resolvers.ts:');
    await writeFile(join(gateway, 'codegen.yml'), head + config.slice(config.indexOf('  client/src/__generated__/')));
    await writeFile(join(gateway, 'package.json'), JSON.stringify({ type: 'module' }));
    await consumer.write(
      'src/row.ts',
      `import { useInvoicesQuery } from 'invoice-gateway-client/react';
      export const useAmounts = () => useInvoicesQuery().data?.invoices?.edges.map(({ node }) => node.grossAmount);`,
    );
  });
  afterAll(() => consumer[Symbol.asyncDispose]());

  test('fails the generator, and then the type check of code that reads it', async () => {
    expect(await generate()).toMatchObject({ code: 0 });
    expect(await consumer.typeCheck('typescript', 'bundler')).toBe('');

    await rename(SCHEMA);
    await rename('schema/line-item.graphql');
    const refused = await generate();
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain('Cannot query field "grossAmount" on type "Invoice"');

    for (const path of OPERATIONS) await rename(path);
    expect(await generate()).toMatchObject({ code: 0 });
    const built = await runTool('typescript/bin/tsc', ['--project', 'client/tsconfig.build.json'], gateway);
    expect(built).toMatchObject({ code: 0, output: '' });
    await cp(join(gateway, 'client/dist'), join(consumer.folder, 'node_modules/invoice-gateway-client/dist'), {
      recursive: true,
    });
    const said = await consumer.typeCheck('typescript', 'bundler');
    expect(said).toMatch(/^src\/row\.ts\(2,\d+\): error TS2339: Property 'grossAmount' does not exist/m);
  });
});
