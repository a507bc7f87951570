import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import { makeDirectory } from '../store/sqlite-place.ts';
import { minimal } from './example.ts';

test.each([
  ['{', 'is not JSON'],
  ['[]', 'has no documents'],
  ['{}', 'has no documents'],
  ['{"operations":[]}', 'has no documents'],
  ['{"a":1}', 'has an entry without an id or without a text'],
  ['{"operations":[{"id":"a"}]}', 'has an entry without an id or without a text'],
])('a manifest with the content %s is refused, because it %s', async (content, message) => {
  await using directory = await makeDirectory();
  const manifest = join(directory.path, 'manifest.json');
  await writeFile(manifest, content);
  expect(() => parseConfig({ ...minimal(), trustedDocuments: { manifest } })).toThrow(
    `trustedDocuments.manifest: ${manifest} ${message}`,
  );
});

test('a manifest that is not there, and a mode that does not exist, are refused', () => {
  const withTrust = (trustedDocuments: object) => () => parseConfig({ ...minimal(), trustedDocuments });
  expect(withTrust({ manifest: '/nowhere.json' })).toThrow('/nowhere.json cannot be read (ENOENT)');
  expect(withTrust({ manifest: '/nowhere.json', mode: 'on' })).toThrow('must be one of off, log, enforce');
  expect(withTrust({ mode: 'off' })).toThrow('trustedDocuments.manifest: is missing');
});
