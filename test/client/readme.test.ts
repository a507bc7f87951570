import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createConsumer, ROOT, runTool } from './run-tool.ts';

const CLIENT = join(ROOT, 'client');
const README = await readFile(join(CLIENT, 'README.md'), 'utf8');

/** The code blocks of the languages, by their language and text. */
function blocks(...languages: readonly string[]): readonly { readonly language: string; readonly text: string }[] {
  return [...README.matchAll(/^```(\w+)\n(.*?)^```/gms)]
    .map(([, language = '', text = '']) => ({ language, text }))
    .filter(({ language }) => languages.includes(language));
}

describe('the README of the package', { timeout: 60_000 }, () => {
  test('shows code that compiles, with operations that are generated as it says', async () => {
    await using consumer = await createConsumer(CLIENT);
    for (const { language, text } of blocks('ts', 'tsx')) {
      const name = new RegExp(`^// ([\\w-]+\\.${language})\n`).exec(text)?.[1];
      if (name === undefined) throw new Error(`It does not say which file this is: ${text.slice(0, 80)}`);
      await consumer.write(`src/${name}`, text);
    }
    await consumer.write(
      'src/sign-in.ts',
      `export const getToken = (): Promise<string> => Promise.resolve('a-token');`,
    );

    const [config] = blocks('yaml');
    await consumer.write('src/overdue.graphql', blocks('graphql')[0]?.text ?? '');
    const schema = join(ROOT, 'schema/snapshot.graphql');
    const remote = /^schema:\n(?: .*\n)+/m;
    expect(config?.text).toMatch(remote);
    const text = config?.text.replace(remote, `schema: ${schema}\n`) ?? '';
    // The generators are installed here, and not where the package is used.
    const plugins = /- (typescript-operations|typed-document-node)$/gm;
    await consumer.write('codegen.yml', text.replaceAll(plugins, `- ${ROOT}/node_modules/@graphql-codegen/$1`));
    const program = '@graphql-codegen/cli/esm/bin.js';
    const generated = await runTool(program, ['--config', 'codegen.yml', '--errors-only'], consumer.folder);
    expect(generated, generated.output).toMatchObject({ code: 0 });

    expect(blocks('ts', 'tsx').length).toBeGreaterThan(5);
    expect(await consumer.typeCheck('typescript', 'bundler')).toBe('');
    expect(await consumer.typeCheck('typescript-native', 'bundler')).toBe('');
  });

  test('names versions that the package asks for', async () => {
    const { peerDependencies } = JSON.parse(await readFile(join(CLIENT, 'package.json'), 'utf8')) as {
      peerDependencies: Record<string, string>;
    };
    const install = blocks('sh')[0]?.text ?? '';
    // The newest version of each range.
    for (const [name, range] of Object.entries(peerDependencies))
      expect(install).toContain(`${name}@${range.match(/\d+(?=\.\d+\.\d+)/g)?.at(-1)}`);
  });
});
